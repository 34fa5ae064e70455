import { optionsOf, remarksOf } from './fetch.ts'
import { literal } from './literal.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** The request as TypeScript, with the types of the contract for what is sent and for what comes back. */
export function typescriptOf(request: SnippetRequest): string {
  const body = requestLiteral(request.body?.text)
  const types = ['RevokeEnvelope', ...(body === undefined ? [] : ['RevokeRequest']), 'ValidationErrorBody']
  return `import type { ${types.join(', ')} } from 'dayzero-contract/types'

${remarksOf(request)}${body === undefined ? '' : `const request: RevokeRequest = ${body}\n`}const response = await fetch(${literal(request.url)}, ${
    body === undefined ? optionsOf(request) : optionsOf(request, 'JSON.stringify(request)')
  })
if (response.status === 201) {
  const { data } = (await response.json()) as RevokeEnvelope
  console.log('revoked at', data?.revoked_at)
} else if (response.status === 422) {
  const { detail = [] } = (await response.json()) as ValidationErrorBody
  console.log(detail.map(({ loc, msg }) => \`\${loc.join('.')}: \${msg}\`))
} else {
  console.log(response.status, await response.text())
}
`
}

/** The body as a value of the contract's type; `undefined` where only a text is exactly what was sent. */
function requestLiteral(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'reason') return undefined
    const { reason } = value as { reason: unknown }
    if (typeof reason !== 'string' || JSON.stringify(value) !== text) return undefined
    return `{ reason: ${literal(reason)} }`
  } catch {
    return undefined
  }
}
