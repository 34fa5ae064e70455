import type { Readings } from '../readings/readings.ts'

/** What a request carries to say who it is. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed' } // names the bearer scheme, but nothing a token could be
  | { readonly kind: 'ambiguous' } // several Authorization lines
  | { readonly kind: 'bearer'; readonly secret: string }

/**
 * Reads the `Authorization` lines of a request: RFC 6750 section 2.1, the scheme without regard to case as RFC 9110
 * section 11.1 has it. Another scheme is no credential here.
 */
export function credentialOf(lines: readonly string[], readings: Readings): Credential {
  const line = lines.length > 1 ? chosen(lines, readings['two-authorizations']) : lines[0]
  if (line === undefined) return lines.length > 1 ? { kind: 'ambiguous' } : { kind: 'none' }
  const [, scheme = '', secret] = bearer.exec(line) ?? []
  if (readings['scheme-case'] === 'exact' && scheme !== 'Bearer') return { kind: 'none' }
  if (secret !== undefined) return { kind: 'bearer', secret }
  return bearerScheme.test(line) ? { kind: 'malformed' } : { kind: 'none' }
}

function chosen(lines: readonly string[], choice: Readings['two-authorizations']): string | undefined {
  if (choice === 'first') return lines[0]
  return choice === 'last' ? lines.at(-1) : undefined
}

const bearer = /^(bearer) +([\w.~+/-]+=*)$/i
const bearerScheme = /^bearer(\s|$)/i
