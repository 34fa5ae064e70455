import fc from 'fast-check'
import type { Case } from '../../engine/case.ts'
import type { Actor } from '../../engine/tokens.ts'
import { anyCharacter } from './characters.ts'

/** An id that is not that of the token, or not in its issued spelling, as plain data. */
export type IdPlan =
  | { readonly kind: 'unknown' }
  /** A path segment as it is, already encoded. */
  | { readonly kind: 'segment'; readonly text: string }
  /** One hex digit of a live id changed. */
  | { readonly kind: 'near'; readonly at: number }
  /** The beginning of a live id. */
  | { readonly kind: 'prefix'; readonly length: number; readonly wildcard: '' | '%25' | '*' | '_' }
  | { readonly kind: 'spelling'; readonly how: Spelling }
  /** A live id behind a way up the path, encoded so that it stays one segment. */
  | { readonly kind: 'traversal'; readonly up: '..%2F' | '%2e%2e%2f' }
  /** A live id on a line of its own among other text, for whoever looks for a UUID instead of asking for one. */
  | { readonly kind: 'among text' }
  /** The secret or the jti in the place of the id. */
  | { readonly kind: 'swapped'; readonly which: 'secret' | 'jti' }

export type Spelling = 'upper' | 'braces' | 'no hyphens' | 'urn' | 'percent' | 'space after' | 'NUL after' | 'quote after'

export const idForms: readonly IdPlan[] = [
  { kind: 'unknown' },
  { kind: 'segment', text: '00000000-0000-0000-0000-000000000000' },
  { kind: 'segment', text: 'not-a-uuid' },
  { kind: 'segment', text: '%00' },
  { kind: 'segment', text: '%ZZ' },
  { kind: 'near', at: 31 },
  { kind: 'near', at: 0 },
  { kind: 'prefix', length: 8, wildcard: '' },
  { kind: 'prefix', length: 8, wildcard: '%25' },
  { kind: 'prefix', length: 35, wildcard: '_' },
  { kind: 'swapped', which: 'secret' },
  { kind: 'swapped', which: 'jti' },
  { kind: 'segment', text: '' },
  { kind: 'traversal', up: '..%2F' },
  { kind: 'among text' },
]

/** More of the kinds of `idForms`. */
export const furtherIds: readonly IdPlan[] = [
  { kind: 'segment', text: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
  { kind: 'segment', text: '1' },
  { kind: 'segment', text: '0' },
  { kind: 'segment', text: '-1' },
  { kind: 'segment', text: 'null' },
  { kind: 'segment', text: 'undefined' },
  { kind: 'segment', text: '%F0%9F%92%A9' },
  { kind: 'segment', text: '%20' },
  { kind: 'segment', text: '%C3%28' },
  { kind: 'segment', text: '%22%3E%3Cscript%3E' },
  { kind: 'segment', text: `1'%20OR%20'1'='1` },
  { kind: 'segment', text: '%25' },
  { kind: 'segment', text: '*' },
  { kind: 'segment', text: 'x'.repeat(3_000) },
  { kind: 'segment', text: '{token_id}' },
  { kind: 'traversal', up: '%2e%2e%2f' },
]

export const spellings: readonly Spelling[] = ['upper', 'braces', 'no hyphens', 'urn', 'percent', 'space after', 'NUL after', 'quote after']

/** Ids of no token. */
export const strangeIds: fc.Arbitrary<IdPlan> = fc.oneof(
  fc.constantFrom(...idForms, ...furtherIds),
  fc.record({ kind: fc.constant('near' as const), at: fc.nat(31) }),
  fc.string({ unit: anyCharacter, minLength: 1, maxLength: 30 }).map((text) => ({ kind: 'segment' as const, text: segmentOf(text) })),
  fc.stringMatching(/^[A-Za-z0-9._~-]{1,64}$/).map((text) => ({ kind: 'segment' as const, text: segmentOf(text) })),
)

/** The path segment for a plan; `undefined` where the token has no such thing. */
export function segmentFor(on: Case, plan: IdPlan, live: Actor): string | undefined {
  const { id, jti } = live.token
  switch (plan.kind) {
    case 'unknown':
      return on.unknownId()
    case 'segment':
      return plan.text
    case 'near': {
      const digits = id.split('').flatMap((char, index) => (/[0-9a-f]/i.test(char) ? [index] : []))
      const at = digits[plan.at % Math.max(1, digits.length)]
      if (at === undefined) return undefined
      const digit = (Number.parseInt(id[at] ?? '0', 16) ^ 1).toString(16)
      return encodeURIComponent(id.slice(0, at) + digit + id.slice(at + 1))
    }
    case 'prefix':
      return encodeURIComponent(id.slice(0, Math.min(plan.length, id.length - 1))) + plan.wildcard
    case 'spelling':
      return spelled(id, plan.how)
    case 'traversal':
      return plan.up + encodeURIComponent(id)
    case 'among text':
      return `x%0A${encodeURIComponent(id)}%0Ax`
    case 'swapped':
      return plan.which === 'secret'
        ? encodeURIComponent(live.secret)
        : jti === undefined || jti === id
          ? undefined
          : encodeURIComponent(jti)
    default:
      return undefined
  }
}

/** Another way to write an id; `undefined` where it would be the issued one. */
function spelled(id: string, how: Spelling): string | undefined {
  const plain = encodeURIComponent(id)
  const written: Record<Spelling, string> = {
    upper: encodeURIComponent(id === id.toUpperCase() ? id.toLowerCase() : id.toUpperCase()),
    braces: `%7B${plain}%7D`,
    'no hyphens': encodeURIComponent(id.replaceAll('-', '')),
    urn: `urn:uuid:${plain}`,
    percent: `%${id.charCodeAt(0).toString(16).padStart(2, '0')}${encodeURIComponent(id.slice(1))}`,
    'space after': `${plain}%20`,
    'NUL after': `${plain}%00`,
    'quote after': `${plain}%27`,
  }
  return written[how] === plain ? undefined : written[how]
}

/** Encoded as one segment that no client or proxy resolves away. */
function segmentOf(text: string): string {
  const encoded = encodeURIComponent(text.toWellFormed())
  return /^\.{1,2}$/.test(encoded) ? 'dots' : encoded
}
