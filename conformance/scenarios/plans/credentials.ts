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
  /** A live secret that is a JWT, with other contents or without a signature. */
  | { readonly kind: 'jwt'; readonly how: Forgery }
  /** No credential, but what a proxy in front of a service tells it: that the caller is somebody, or is at home. */
  | { readonly kind: 'proxied'; readonly by: 'identity' | 'address' }
  /** The live secret where it does not belong: query, cookie or another field. */
  | { readonly kind: 'misplaced'; readonly where: 'query' | 'cookie' | 'header' | 'basic' }
  /** The id or the jti of a live token in the place of its secret. */
  | { readonly kind: 'identifier'; readonly which: 'id' | 'jti' }
  | { readonly kind: 'expired' }

const alterations = [
  'changed',
  'added',
  'dropped',
  'case swapped',
  'doubled',
  'prefix only',
  'without prefix',
  // For whoever compares letters and digits only, or takes the scheme out wherever it stands.
  'punctuated',
  'scheme inside',
] as const
export type Alteration = (typeof alterations)[number]

/** `unsigned` and `odd case`: no algorithm is named, and no signature given. `other contents`: under a signature that was made for others. */
const forgeries = ['unsigned', 'odd case', 'other contents'] as const
export type Forgery = (typeof forgeries)[number]

export const badCredentialForms: readonly BadCredential[] = [
  { kind: 'none' },
  { kind: 'fields', values: ['Bearer dz_0000000000000000000000000000000000000000000'] },
  ...alterations.map((how) => ({ kind: 'altered' as const, how, at: 7 })),
  ...forgeries.map((how) => ({ kind: 'jwt' as const, how })),
  { kind: 'expired' },
  // As long as `Bearer`, for whoever cuts off seven characters.
  { kind: 'scheme', scheme: 'Digest' },
  { kind: 'scheme', scheme: 'Token' },
  // For whoever looks for the scheme instead of asking for it.
  { kind: 'scheme', scheme: 'X-Bearer' },
  { kind: 'bare', before: '' },
  { kind: 'bare', before: 'Bearer' },
  { kind: 'bare', before: 'Bearer: ' },
  { kind: 'bare', before: 'Bearer Bearer ' },
  // As two lines look to who joins them: one of the two is no credential.
  { kind: 'bare', before: 'Bearer dz_no-such-token-at-all-000000000000, Bearer ' },
  { kind: 'misplaced', where: 'query' },
  { kind: 'misplaced', where: 'cookie' },
  { kind: 'misplaced', where: 'header' },
  { kind: 'misplaced', where: 'basic' },
  { kind: 'proxied', by: 'identity' },
  { kind: 'proxied', by: 'address' },
  { kind: 'identifier', which: 'id' },
  { kind: 'identifier', which: 'jti' },
]

/** Fields in which no token stands at all, or none that anybody has. */
export const emptyCredentials: readonly BadCredential[] = [
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
  fc.constantFrom(...badCredentialForms, ...emptyCredentials),
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
    case 'proxied':
      return { by: [], headers: credential.by === 'identity' ? identityOf(live) : local }
    case 'altered':
      return disguised(on, live, alter(secret, credential.how, credential.at), credential.how)
    case 'jwt':
      return disguised(on, live, forged(secret, credential.how, on.cast.outsider?.secret), credential.how)
    default:
      return undefined
  }
}

/** Not one that is too short to be told from other text, nor the secret itself. */
function disguised(on: Case, { secret, token }: Actor, altered: string | undefined, how: Alteration | Forgery): Presented | undefined {
  if (altered === undefined || altered === secret || altered.length < 8) return undefined
  on.disguise(altered, `${token.alias}~${how}`)
  return { by: [`Bearer ${altered}`] }
}

/** What authenticating proxies tell the services behind them, who must believe it of nobody else. */
function identityOf({ token: { name = 'admin', email = 'admin@example.com', owner = name } }: Actor): Presented['headers'] & {} {
  return [
    ['X-Forwarded-User', owner],
    ['X-Forwarded-Email', email],
    ['X-Remote-User', owner],
    ['Remote-User', owner],
    ['X-Auth-Request-User', owner],
    ['X-Auth-Request-Email', email],
    ['X-User', owner],
    ['X-WEBAUTH-USER', owner],
  ]
}

/** What a proxy would say of a caller on the same machine. */
export const local: Presented['headers'] & {} = [
  ['X-Forwarded-For', '127.0.0.1'],
  ['X-Real-IP', '127.0.0.1'],
  ['X-Client-IP', '127.0.0.1'],
  ['True-Client-IP', '127.0.0.1'],
  ['Forwarded', 'for=127.0.0.1'],
]

function misplaced(where: 'query' | 'cookie' | 'header' | 'basic', secret: string): Presented {
  if (where === 'query') return { by: [], query: `access_token=${encodeURIComponent(secret)}&token=${encodeURIComponent(secret)}` }
  if (where === 'cookie') return { by: [], headers: [['Cookie', `authorization=${secret}; token=${secret}`]] }
  if (where === 'header') {
    return {
      by: [],
      headers: [
        ['X-API-Key', secret],
        ['X-Auth-Token', secret],
        ['X-Authorization', `Bearer ${secret}`],
        ['Proxy-Authorization', `Bearer ${secret}`],
      ],
    }
  }
  // Some take it from the name, some from the password.
  return { by: [`Basic ${Buffer.from(`${secret}:${secret}`).toString('base64')}`] }
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
    case 'punctuated':
      return punctuated(secret)
    case 'scheme inside':
      return `${secret.slice(0, index)}Bearer${secret.slice(index)}`
    default:
      return secret
  }
}

/** A UUID stays as it is: readers of UUIDs may pass over hyphens. */
function punctuated(secret: string): string {
  const middle = Math.floor(secret.length / 2)
  return /[\da-f]{8}-?([\da-f]{4}-?){3}[\da-f]{12}/i.test(secret) ? secret : `${secret.slice(0, middle)}-${secret.slice(middle)}`
}

/**
 * A JWT that nobody signed as it is; `undefined` where the secret is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-2.1
 */
function forged(secret: string, how: Forgery, other: string | undefined): string | undefined {
  const [header = '', payload = '', signature] = secret.split('.')
  const parsed = headerIn(header)
  if (parsed === undefined || signature === undefined || signature === '') return undefined
  if (how !== 'other contents') {
    const alg = how === 'unsigned' ? 'none' : 'nOnE'
    return `${Buffer.from(JSON.stringify({ ...parsed, alg })).toString('base64url')}.${payload}.`
  }
  const [otherHeader = '', , otherSignature] = other?.split('.') ?? []
  if (headerIn(otherHeader) === undefined || otherSignature === undefined)
    return `${header}.${payload}.${Array.from(signature).toReversed().join('')}`
  return `${otherHeader}.${payload}.${otherSignature}`
}

/** The header of a JWT (RFC 7519 section 5): a JSON object that names an algorithm. */
function headerIn(part: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null && 'alg' in value ? value : undefined
  } catch {
    return undefined
  }
}
