import fc from 'fast-check'
import type { Bearer, Case } from '../../engine/case.ts'
import type { Actor } from '../../engine/tokens.ts'

/**
 * A credential that must be refused, as plain data: it becomes bytes only in a case, since some are derived from a live
 * secret. It stays refusable while it shrinks.
 */
export type BadCredential =
  | { readonly kind: 'none' }
  /** Field values as they are. */
  | { readonly kind: 'fields'; readonly values: readonly string[] }
  /** A live secret under another scheme. */
  | { readonly kind: 'scheme'; readonly scheme: string }
  /** The live secret after something that is no scheme: whoever strips a prefix takes it as it is. */
  | { readonly kind: 'bare'; readonly before: string }
  | { readonly kind: 'altered'; readonly how: Alteration; readonly at: number }
  /** The live secret where it does not belong: query, cookie or another field. */
  | { readonly kind: 'misplaced'; readonly where: 'query' | 'cookie' | 'header' | 'basic' }
  /** The id or the jti of a live token in the place of its secret. */
  | { readonly kind: 'identifier'; readonly which: 'id' | 'jti' }
  | { readonly kind: 'expired' }

export type Alteration = 'changed' | 'added' | 'dropped' | 'case swapped' | 'doubled' | 'prefix only' | 'without prefix'

const alterations: readonly Alteration[] = ['changed', 'added', 'dropped', 'case swapped', 'doubled', 'prefix only', 'without prefix']

export const badCredentialForms: readonly BadCredential[] = [
  { kind: 'none' },
  { kind: 'fields', values: ['Bearer dz_0000000000000000000000000000000000000000000'] },
  ...alterations.map((how) => ({ kind: 'altered' as const, how, at: 7 })),
  { kind: 'expired' },
  { kind: 'scheme', scheme: 'Basic' },
  { kind: 'scheme', scheme: 'Token' },
  { kind: 'bare', before: '' },
  { kind: 'bare', before: 'Bearer' },
  { kind: 'bare', before: 'Bearer: ' },
  { kind: 'misplaced', where: 'query' },
  { kind: 'misplaced', where: 'cookie' },
  { kind: 'misplaced', where: 'header' },
  { kind: 'misplaced', where: 'basic' },
  { kind: 'identifier', which: 'id' },
  { kind: 'identifier', which: 'jti' },
  { kind: 'fields', values: ['Bearer'] },
  { kind: 'fields', values: ['Bearer '] },
  { kind: 'fields', values: [''] },
  { kind: 'fields', values: ['Bearer null'] },
  { kind: 'fields', values: ['Bearer undefined'] },
  { kind: 'fields', values: ["Bearer ' OR '1'='1"] },
  { kind: 'fields', values: ['Bearer dz_*'] },
  { kind: 'fields', values: ['Bearer %'] },
  { kind: 'fields', values: ['Bearer d\u00c3\u00a9j\u00c3\u00a0_vu'] },
  { kind: 'fields', values: [`Bearer ${'a'.repeat(7_000)}`] },
  // An unsigned JWT with subject "admin".
  { kind: 'fields', values: ['Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJhZG1pbiJ9.'] },
  { kind: 'fields', values: ['Bearer dz_one', 'Bearer dz_two'] },
]

const b64token = fc.stringMatching(/^[A-Za-z0-9\-._~+/]{1,80}={0,2}$/)

export const badCredentials: fc.Arbitrary<BadCredential> = fc.oneof(
  fc.constantFrom(...badCredentialForms),
  b64token.map((text) => ({ kind: 'fields' as const, values: [`Bearer ${text}`] })),
  b64token.map((text) => ({ kind: 'fields' as const, values: [`Bearer dz_${text}`] })),
  fc.record({ kind: fc.constant('altered' as const), how: fc.constantFrom(...alterations), at: fc.nat(60) }),
  fc
    .stringMatching(/^[A-Za-z]{1,12}$/)
    .filter((scheme) => scheme.toLowerCase() !== 'bearer')
    .map((scheme) => ({ kind: 'scheme' as const, scheme })),
  fc
    .string({ unit: 'binary-ascii', maxLength: 40 })
    .map((text) => ({ kind: 'fields' as const, values: [`Bearer ${text.replaceAll(/[^\x21-\x7e]/g, '')}!`] })),
)

/** What a case sends for a bad credential. */
export interface Presented {
  readonly by: Bearer
  readonly query?: string
  readonly headers?: readonly (readonly [string, string])[]
}

/** Turns a bad credential into bytes, deriving it from a live token where that is its point; `undefined` where it cannot be had. */
export function present(on: Case, credential: BadCredential, live: Actor): Presented | undefined {
  const { secret, token } = live
  switch (credential.kind) {
    case 'none':
      return { by: [] }
    case 'fields':
      return { by: credential.values }
    case 'scheme':
      return { by: [`${credential.scheme} ${secret}`] }
    case 'bare':
      return { by: [credential.before + secret] }
    case 'expired':
      return on.cast.expired === undefined ? undefined : { by: on.cast.expired }
    case 'identifier': {
      const value = credential.which === 'id' ? token.id : token.jti
      return value === undefined ? undefined : { by: [`Bearer ${value}`] }
    }
    case 'misplaced':
      return misplaced(credential.where, secret)
    case 'altered': {
      const altered = alter(secret, credential.how, credential.at)
      if (altered === secret || altered.length < 8) return undefined
      on.disguise(altered, `${token.alias}~${credential.how}`)
      return { by: [`Bearer ${altered}`] }
    }
    default:
      return undefined
  }
}

function misplaced(where: 'query' | 'cookie' | 'header' | 'basic', secret: string): Presented {
  if (where === 'query') return { by: [], query: `access_token=${encodeURIComponent(secret)}&token=${encodeURIComponent(secret)}` }
  if (where === 'cookie') return { by: [], headers: [['Cookie', `authorization=${secret}; token=${secret}`]] }
  if (where === 'header') {
    return {
      by: [],
      headers: [
        ['X-API-Key', secret],
        ['X-Authorization', `Bearer ${secret}`],
      ],
    }
  }
  return { by: [`Basic ${Buffer.from(`token:${secret}`).toString('base64')}`] }
}

/** Another secret of legal characters; never the same one. */
function alter(secret: string, how: Alteration, at: number): string {
  // Not among the last characters: of a JWT these may hold bits that a lenient decoder ignores.
  const index = 3 + (at % Math.max(1, secret.length - 6))
  const other = secret[index] === 'A' ? 'B' : 'A'
  switch (how) {
    case 'changed':
      return secret.slice(0, index) + other + secret.slice(index + 1)
    case 'added':
      return secret + other
    case 'dropped':
      return secret.slice(0, -1)
    case 'case swapped':
      return (
        secret.slice(0, 3) +
        secret.slice(3).replaceAll(/[a-z]/gi, (char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase()))
      )
    case 'doubled':
      return secret + secret
    case 'prefix only':
      return secret.slice(0, Math.max(8, Math.floor(secret.length / 2)))
    case 'without prefix':
      return secret.slice(3)
    default:
      return secret
  }
}
