import fc from 'fast-check'
import type { TokenKind } from '../../history/events.ts'

/**
 * A run as plain data: what is issued, what is sent and when, and how the simulated target behaves where the contract
 * leaves it a choice. Numbers that name something are taken modulo what there is, so that every plan means something and
 * shrinks well. Times are whole milliseconds, so that ties are common.
 */
export interface Plan {
  readonly target: Habits
  /** Beyond the tokens that are there from the start. */
  readonly batches: readonly Batch[]
  readonly acts: readonly Act[]
  readonly restarts: readonly RestartPlan[]
  /** Sent at rest after all of that, on tokens that nothing else names. */
  readonly afterwards?: readonly Act[]
}

/** How a correct target is built, where correct targets differ. */
export interface Habits {
  /** Declared delay within which a revocation may not have been heard of, in ms. */
  readonly propagation: number
  readonly doors: readonly ('replica' | 'probe')[]
  /** What ends tokens that nobody revoked, without breaking a promise. */
  readonly ends: 'nothing' | 'rotation' | 'age' | 'idleness' | 'lockout'
  /** Its clock minus ours, in ms. */
  readonly clock: number
  readonly sendsDate: boolean
  /** µs; `stored` is what a repeated answer still knows of `fresh`. */
  readonly precision: { readonly fresh: number; readonly stored: number }
  readonly offset: 'Z' | '+02:00'
  /** What the provisioner tells about its tokens. */
  readonly tells: { readonly jti: boolean; readonly email: boolean; readonly owner: boolean; readonly name: boolean }
  /** What a 201 tells about the revocation. */
  readonly shows: { readonly success: boolean; readonly actor: boolean; readonly reason: boolean }
}

export interface Batch {
  readonly gap: number
  readonly took: number
  readonly kind: TokenKind
  readonly count: number
  /** Which owner, of a few. */
  readonly owner: number
  /** `expires_at`, in ms after the issue; `undefined`: not told, and never. */
  readonly expiresAfter: number | undefined
  /** By how much the door that checks it is off the clock that writes `Date`, in ms. */
  readonly expirySkew: number
}

/** One request. Its path through the target: sent, credential checked, state read and changed at one instant, answered. */
export interface Act {
  /** ms after the previous act began. */
  readonly gap: number
  readonly who: Who
  readonly what: What
  readonly method: 'POST' | 'POST with a slash' | 'GET' | 'DELETE' | 'OPTIONS'
  readonly body: BodyForm
  readonly door: number
  readonly check: number
  readonly effect: number
  readonly answer: number
  readonly fate: Fate
  /** Which of the right answers it gets. */
  readonly choice: number
  /** How old the view of revocations is in which its credential is checked, as a share of the declared propagation. */
  readonly age: number
  /** Goes first or last among all that happens at the same instant. */
  readonly tie: number
}

export type Who =
  | { readonly kind: 'token'; readonly token: number; readonly of: TokenKind; readonly scheme: 'Bearer' | 'bearer' }
  | { readonly kind: 'nobody' | 'garbage' | 'malformed' | 'two bad ones' }
  | { readonly kind: 'garbage and a token'; readonly token: number }
  /** An untouched control: it is only ever probed. */
  | { readonly kind: 'control'; readonly token: number }
  | Reserved

export type What =
  | { readonly kind: 'token'; readonly token: number; readonly of: TokenKind; readonly spelled: 'as issued' | 'in upper case' }
  | { readonly kind: 'itself' | 'unknown' | 'nil' | 'not a uuid' }
  | Reserved

/** Tokens kept for what happens afterwards: two revocable ones of one owner, a manager and an outsider. */
export interface Reserved {
  readonly kind: 'reserved'
  readonly token: 'subject' | 'sibling' | 'manager' | 'outsider'
}

export type BodyForm =
  | 'none'
  | 'null'
  | 'reason'
  | 'wrong type'
  | 'broken'
  | 'lenient'
  | 'duplicate keys'
  | 'empty'
  | 'plain text'
  | 'chunked'
  | 'odd keys'

export type Fate =
  | { readonly kind: 'answered' }
  /** We hang up, or a kept connection is closed without a byte. `late`: by how much what it does comes later; `arrives`: whether it comes at all. */
  | { readonly kind: 'aborted' | 'closed'; readonly after: number; readonly late: number; readonly arrives: boolean }
  /** 429, 502, 503, 504 or 408; all but the first may come after the effect. */
  | { readonly kind: 'busy'; readonly status: 408 | 429 | 502 | 503 | 504; readonly done: boolean }

export interface RestartPlan {
  readonly at: number
  readonly took: number
  /** By door, how long after the command ended it is itself again. */
  readonly ready: readonly number[]
  /** What a door does until then. */
  readonly meanwhile: 'refuses everybody' | 'is a gateway without its service' | 'is unavailable' | 'works'
}

const few = fc.nat(3)
const kinds: fc.Arbitrary<TokenKind> = fc.constantFrom('revocable', 'revocable', 'revocable', 'revocable', 'manager', 'outsider', 'expired')
/** Mostly instants that touch or overlap, at times a pause. */
const gaps = fc.oneof({ weight: 12, arbitrary: fc.nat(4) }, { weight: 3, arbitrary: fc.nat(80) }, { weight: 1, arbitrary: fc.nat(90_000) })
const delays = fc.oneof({ weight: 6, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(60) })

const callers: fc.Arbitrary<Who> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('token'), token: fc.constant(0), of: fc.constant('manager'), scheme: fc.constant('Bearer') }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('token'), token: few, of: kinds, scheme: fc.constant('Bearer') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('token'), token: few, of: kinds, scheme: fc.constant('bearer') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('garbage', 'nobody', 'malformed', 'two bad ones') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('garbage and a token', 'control'), token: few }) },
)

const targets: fc.Arbitrary<What> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('token'), token: few, of: kinds, spelled: fc.constant('as issued') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('token'), token: few, of: kinds, spelled: fc.constant('in upper case') }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('unknown') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('itself', 'nil', 'not a uuid') }) },
)

const bodies: fc.Arbitrary<BodyForm> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('none') },
  { weight: 3, arbitrary: fc.constant('reason') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('null', 'wrong type', 'broken', 'lenient', 'duplicate keys', 'empty', 'plain text', 'chunked', 'odd keys'),
  },
)

const fates: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ kind: 'answered' }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('aborted', 'closed'), after: fc.nat(5), late: delays, arrives: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('busy'), status: fc.constantFrom(408, 429, 502, 503, 504), done: fc.boolean() }),
  },
)

const acts: fc.Arbitrary<Act> = fc.record({
  gap: gaps,
  who: callers,
  what: targets,
  method: fc.oneof(
    { weight: 12, arbitrary: fc.constant('POST') },
    { weight: 1, arbitrary: fc.constantFrom('POST with a slash', 'GET', 'DELETE', 'OPTIONS') },
  ),
  body: bodies,
  door: fc.nat(2),
  check: delays,
  effect: delays,
  answer: delays,
  fate: fates,
  choice: fc.nat(11),
  age: fc.double({ min: 0, max: 1, noNaN: true }),
  tie: fc.nat(2),
})

const batches: fc.Arbitrary<Batch> = fc.record({
  gap: gaps,
  took: fc.nat(5),
  kind: kinds,
  count: fc.integer({ min: 1, max: 3 }),
  owner: few,
  expiresAfter: fc.option(fc.integer({ min: -60_000, max: 150_000 }), { nil: undefined }),
  expirySkew: fc.integer({ min: -50_000, max: 50_000 }),
})

const restarts: fc.Arbitrary<RestartPlan> = fc.record({
  at: fc.nat(200),
  took: fc.nat(20),
  ready: fc.tuple(delays, delays, delays),
  meanwhile: fc.constantFrom('refuses everybody', 'is a gateway without its service', 'is unavailable', 'works'),
})

const habits: fc.Arbitrary<Habits> = fc.record({
  propagation: fc.constantFrom(0, 0, 5, 100),
  doors: fc.constantFrom<Habits['doors'][]>([], ['replica'], ['probe'], ['replica', 'probe']),
  ends: fc.constantFrom('nothing', 'nothing', 'nothing', 'rotation', 'age', 'idleness', 'lockout'),
  clock: fc.integer({ min: -7_200_000, max: 7_200_000 }),
  sendsDate: fc.boolean(),
  precision: fc.constantFrom(
    { fresh: 1, stored: 1 },
    { fresh: 1000, stored: 1000 },
    { fresh: 1, stored: 1000 },
    { fresh: 1, stored: 1_000_000 },
    { fresh: 1000, stored: 1_000_000 },
    { fresh: 1_000_000, stored: 1_000_000 },
  ),
  offset: fc.constantFrom('Z', '+02:00'),
  tells: fc.record({ jti: fc.boolean(), email: fc.boolean(), owner: fc.boolean(), name: fc.boolean() }),
  shows: fc.record({ success: fc.boolean(), actor: fc.boolean(), reason: fc.boolean() }),
})

/** Plans of any habits, or of the given ones. */
export function plans(fixed: Partial<Habits> = {}, { maxActs = 24 }: { maxActs?: number } = {}): fc.Arbitrary<Plan> {
  return (
    fc
      .record({
        target: habits.map((drawn) => ({ ...drawn, ...fixed })),
        batches: fc.array(batches, { maxLength: 3 }),
        acts: fc.array(acts, { minLength: 1, maxLength: maxActs, size: 'max' }),
        restarts: fc.oneof(
          { weight: 3, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: fc.array(restarts, { minLength: 1, maxLength: 2 }) },
        ),
      })
      // Who is locked out cannot tell when a restart is over.
      .map((plan) => (plan.target.ends === 'lockout' ? { ...plan, restarts: [] } : plan))
  )
}
