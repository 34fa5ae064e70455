import type { HeaderFields } from '../history/events.ts'

/** What an exchange presented as its bearer credential, read from the bytes that were sent. */
export type Credential =
  /** No `Authorization` field, or one of another scheme. */
  | { readonly kind: 'none' }
  /** Exactly the secret of an issued token. `scheme`: `Bearer` was written otherwise, such as `bearer`. `spacing`: not one single space. */
  | { readonly kind: 'token'; readonly alias: string; readonly spelling: 'exact' | 'scheme' | 'spacing' }
  /** Well-formed, but no secret that was issued. `of`: the token it was derived from. `sameBytes`: a lenient decoder reads the same. */
  | { readonly kind: 'unknown'; readonly of?: string; readonly sameBytes?: true }
  | { readonly kind: 'malformed'; readonly overlong: boolean }
  | { readonly kind: 'several'; readonly parts: readonly Credential[] }

/** Longer credentials may be refused by the HTTP layer before any application sees them. */
const overlong = 4096

/** Alterations that base64url decoders do not notice unless they are strict: padding, and bits that stand for nothing. */
const unnoticed: ReadonlySet<string> = new Set(['padded', 'trailing-bits'])

/**
 * @param known By field value: what was read before, and what is read now.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export function credentialOf(headers: HeaderFields, known: Map<string, Credential> = new Map()): Credential {
  const values = headers.filter(isAuthorization).map(([, value]) => value)
  const [only] = values
  if (only === undefined) return none
  return values.length === 1 ? credentialIn(only, known) : { kind: 'several', parts: values.map((value) => credentialIn(value, known)) }
}

const none: Credential = { kind: 'none' }

function isAuthorization([name]: HeaderFields[number]): boolean {
  return name.length === 'authorization'.length && name.toLowerCase() === 'authorization'
}

function credentialIn(field: string, known: Map<string, Credential>): Credential {
  const found = known.get(field) ?? readCredential(field)
  known.set(field, found)
  return found
}

function readCredential(field: string): Credential {
  const value = field.replace(/^[ \t]+|[ \t]+$/g, '')
  const [, scheme = '', gap = '', rest = ''] = /^([^ \t]*)([ \t]*)(.*)$/s.exec(value) ?? []
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(scheme)) return malformed(value)
  if (scheme.toLowerCase() !== 'bearer') return /[^\t\x20-\x7e]/.test(unmarked(rest)) ? malformed(value) : none
  const mark = /^⟦([^⟧:!]+)⟧$/.exec(rest)
  if (mark === null) return /^[A-Za-z0-9\-._~+/]+=*$/.test(unmarked(rest)) && rest.length <= overlong ? unknown(rest) : malformed(value)
  const [alias = '', alteration] = (mark[1] ?? '').split('~')
  if (alteration !== undefined) return { kind: 'unknown', of: alias, ...(unnoticed.has(alteration) ? { sameBytes: true } : {}) }
  return { kind: 'token', alias, spelling: gap !== ' ' ? 'spacing' : scheme === 'Bearer' ? 'exact' : 'scheme' }
}

function malformed(value: string): Credential {
  return { kind: 'malformed', overlong: value.length > overlong }
}

function unknown(rest: string): Credential {
  const of = /⟦([^⟧:~!]+)/.exec(rest)?.[1]
  if (of === undefined) return { kind: 'unknown' }
  return /^⟦[^⟧:~]+⟧=+$/.test(rest) ? { kind: 'unknown', of, sameBytes: true } : { kind: 'unknown', of }
}

/** A value with every mark replaced by a letter: its brackets are no characters of a token, but an escaped one is. */
function unmarked(value: string): string {
  return value.replaceAll(/⟦[^⟧!]+⟧/g, 'x')
}
