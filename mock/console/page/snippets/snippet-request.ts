import type { Content, RecordedRequest } from '../../../control/generated/types.ts'
import { isOwn } from './own-headers.ts'

/** A request to be written down as code. */
export interface SnippetRequest {
  readonly method: string
  readonly url: string
  /** Those that can change the answer; what every client adds by itself is left out. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Content | undefined
  /** What whoever runs it has to know, a sentence each. */
  readonly remarks: readonly string[]
}

/** The secret of a token by its name; `undefined` when the page does not know it. */
export type Secrets = (name: string) => string | undefined

/** The recorded request to a mock at `base`, with the secrets that are known in the place of their marks. */
export function snippetRequestOf({ method, target, headers, body }: RecordedRequest, base: string, secrets: Secrets): SnippetRequest {
  const remarks: string[] = []
  const shown = headers.filter(([name, value]) => !isOwn(name) && !(name.toLowerCase() === 'accept' && value === '*/*'))
  if (body?.cut === true) remarks.push(`The body was longer: the journal kept its beginning only, of ${body.length} bytes.`)
  return {
    method,
    url: base + target,
    headers: shown.map(([name, value]) => [name, name.toLowerCase() === 'authorization' ? revealed(value) : value]),
    body: body === null || body.length === 0 ? undefined : body,
    remarks,
  }

  function revealed(value: string): string {
    return value.replace(/⟦([\w.-]+)⟧/, (_, name: string) => {
      const secret = secrets(name)
      if (secret !== undefined) return secret
      remarks.push(name === 'unknown' ? 'The mock does not know this secret: put in your own.' : `Put in the secret of ${name}.`)
      return name === 'unknown' ? 'SECRET' : `SECRET_OF_${name}`
    })
  }
}
