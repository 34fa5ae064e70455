import fc from 'fast-check'
import { mint } from '../../model/mint.ts'
import { seededBytes } from '../../model/random.ts'
import { tokenKinds } from '../../model/token.ts'
import type { Revocation } from '../../model/token.ts'
import type { Entry } from '../store.ts'

const random = seededBytes(6)

/** Twelve tokens, three of each kind. */
export const entries: readonly Entry[] = Array.from({ length: 12 }, (_, number) => {
  const { token } = mint(tokenKinds[number % tokenKinds.length] ?? 'manager', 1 + Math.floor(number / tokenKinds.length), random)
  return { token, digest: Buffer.from(random(32)).toString('base64url') }
})

export function entry(which: number): Entry {
  return entries[which % entries.length] as Entry
}

/** As many as are wanted, alike but for their ids. */
export function manyEntries(count: number): Entry[] {
  const { token, digest } = entry(0)
  return Array.from({ length: count }, (_, at) => ({ token: { ...token, id: `${token.id}-${at}` }, digest: `${digest}-${at}` }))
}

/** Text as JSON may carry it: NUL and lone surrogates included. */
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0xd7fe, max: 0xe001 }).map((unit) => String.fromCharCode(unit)) }),
)

export const revocations: fc.Arbitrary<Revocation> = fc.record(
  { at: fc.integer({ min: 0, max: 8_640_000_000_000_000 }), by: fc.emailAddress(), reason: fc.option(texts) },
  { noNullPrototype: true },
)

/** A revocation of one of the first four tokens, through a handle. */
export interface RevokeOrder {
  readonly handle: number
  readonly which: number
  readonly revocation: Revocation
}

export const orders: fc.Arbitrary<RevokeOrder[]> = fc.array(
  fc.record({ handle: fc.nat({ max: 7 }), which: fc.nat({ max: 3 }), revocation: revocations }),
  { minLength: 1, maxLength: 24 },
)
