/** What a request carries to say who it is. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed' } // names the bearer scheme, but nothing a token could be
  | { readonly kind: 'bearer'; readonly secret: string }

/**
 * Reads the `Authorization` lines of a request: RFC 6750 section 2.1, the scheme without regard to case as RFC 9110
 * section 11.1 has it. Another scheme is no credential here. Several lines are malformed: nobody can tell which is meant.
 */
export function credentialOf(lines: readonly string[]): Credential {
  const [line] = lines
  if (line === undefined) return { kind: 'none' }
  if (lines.length > 1) return { kind: 'malformed' }
  const secret = bearer.exec(line)?.[1]
  if (secret !== undefined) return { kind: 'bearer', secret }
  return bearerScheme.test(line) ? { kind: 'malformed' } : { kind: 'none' }
}

const bearer = /^bearer +([\w.~+/-]+=*)$/i
const bearerScheme = /^bearer(\s|$)/i
