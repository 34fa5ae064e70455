import fc from 'fast-check'
import { allEnded } from '../engine/all-ended.ts'
import type { Case, Racer } from '../engine/case.ts'
import type { Actor } from '../engine/tokens.ts'
import { reason } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

interface Race {
  readonly revocations: number
  readonly uses: number
  /** The token was never used before: no cache knows it, so that its first uses look it up while it is being revoked. */
  readonly cold: boolean
}

/** How far apart the uses in a race begin, in ms: some before the revocation, some while it goes on. */
const stagger = 1

/** Truly parallel, each on a connection of its own: revocations of one token with different reasons, and uses of it. */
export const races: Scenario = scenario<Race>({
  id: 'races',
  title: 'Parallel revocations and uses of one token',
  runs: { quick: 8, standard: 60, certification: 400 },
  examples: [
    { revocations: 2, uses: 0, cold: false },
    { revocations: 1, uses: 6, cold: true },
    { revocations: 6, uses: 2, cold: false },
  ],
  variations: [{ revocations: 1, uses: 4, cold: false }],
  inputs: fc.record({ revocations: fc.integer({ min: 1, max: 8 }), uses: fc.nat(4), cold: fc.boolean() }),
  atOnce: ({ revocations, uses }) => revocations + uses,
  run: async ({ revocations, uses, cold }, on) => {
    const token = await on.take('revocable')
    if (!cold) await on.meet(token)
    const racers: readonly Racer[] = [
      ...Array.from({ length: revocations }, (_, index) => revocation(token, `racer ${index + 1}`, on, index)),
      ...Array.from({ length: uses }, (_, index) => use(token, on, revocations + index, cold ? index * stagger : 0)),
    ]
    // Uses go first: a check that began before the revocation must not be remembered after it.
    await on.together(racers.toReversed())
    await on.follow(token)
    for (let index = 0; index < revocations + uses; index += 1) await on.probe(token, on.lane(index))
  },
})

interface Stampede {
  readonly tokens: number
  readonly cold: boolean
}

/**
 * Many tokens at once, two revocations and a use of each in flight together: more requests than a connection pool holds.
 * Seldom interleavings need many tries; each costs five requests.
 */
export const stampede: Scenario = scenario<Stampede>({
  id: 'stampede',
  title: 'Many races at once',
  runs: { quick: 3, standard: 12, certification: 60 },
  variations: [{ tokens: 12, cold: true }],
  inputs: fc.record({ tokens: fc.integer({ min: 8, max: 14 }), cold: fc.boolean() }),
  atOnce: ({ tokens }) => 3 * tokens,
  run: async ({ tokens: count, cold }, on) => {
    const tokens = await allEnded(Array.from({ length: count }, () => on.take('revocable')))
    // Even where no token was used before, the connections are open.
    await allEnded(tokens.map((token, index) => on.probe(cold ? on.cast.manager : token, on.lane(3 * index))))
    // Where a rate is to be kept, the three about one token meet, and not all of them.
    await allEnded(
      tokens.map((token, index) =>
        on.together([
          use(token, on, 3 * index, cold ? index % 4 : 0),
          revocation(token, `first of ${index}`, on, 3 * index + 1),
          revocation(token, `second of ${index}`, on, 3 * index + 2),
        ]),
      ),
    )
    await allEnded(tokens.map((token, index) => on.probe(token, on.lane(3 * index))))
  },
})

function revocation(token: Actor, why: string, on: Case, lane: number): Racer {
  return { plan: { of: token, by: on.cast.manager, body: reason(why) }, lane: on.lane(lane) }
}

function use(token: Actor, on: Case, lane: number, after: number): Racer {
  return { plan: { id: on.unknownId(), by: token }, lane: on.lane(lane), after }
}

/** Two managers revoke each other at the same time; both may win, and whoever was revoked is dead. */
export const crossRevocation: Scenario = scenario<Record<string, never>>({
  id: 'cross-revocation',
  title: 'Two managers revoke each other',
  runs: { quick: 0, standard: 6, certification: 40 },
  examples: [{}],
  inputs: fc.constant({}),
  atOnce: () => 2,
  run: async (_, on) => {
    const [one, other] = [await on.take('manager'), await on.take('manager')]
    await on.probe(one)
    await on.probe(other)
    await on.together([
      { plan: { of: other, by: one }, lane: on.lane(0) },
      { plan: { of: one, by: other }, lane: on.lane(1) },
    ])
    await on.follow(one)
    await on.follow(other)
  },
})
