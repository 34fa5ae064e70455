import { literal } from './literal.ts'
import type { SnippetRequest } from './snippet-request.ts'

/** The request as a call of `fetch`, for browsers and Node. */
export function fetchOf(request: SnippetRequest): string {
  return `${remarksOf(request)}const response = await fetch(${literal(request.url)}, ${optionsOf(request)})
console.log(response.status, await response.text())
`
}

export function remarksOf({ remarks }: SnippetRequest): string {
  return remarks.map((remark) => `// ${remark}\n`).join('')
}

/** The second argument of the call. `body` takes the place of the literal one. */
export function optionsOf({ method, headers, body }: SnippetRequest, bodyText: string | undefined = bodyLiteral(body)): string {
  const lines = [
    `  method: ${literal(method)},`,
    ...(headers.length === 0 ? [] : [`  headers: ${headersLiteral(headers)},`]),
    ...(bodyText === undefined ? [] : [`  body: ${bodyText},`]),
  ]
  return `{\n${lines.join('\n')}\n}`
}

/** As an object where each name is there once, else as pairs. */
function headersLiteral(headers: SnippetRequest['headers']): string {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const [open, close] = names.size === headers.length ? ['{', '}'] : ['[', ']']
  const lines = headers.map(([name, value]) =>
    open === '{' ? `    ${literal(name.toLowerCase())}: ${literal(value)},` : `    [${literal(name)}, ${literal(value)}],`,
  )
  return `${open}\n${lines.join('\n')}\n  ${close}`
}

function bodyLiteral(body: SnippetRequest['body']): string | undefined {
  if (body === undefined) return undefined
  if (body.text !== undefined) return literal(body.text)
  return `Uint8Array.from(atob(${literal(body.base64 ?? '')}), (character) => character.charCodeAt(0))`
}
