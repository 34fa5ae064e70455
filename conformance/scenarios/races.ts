import fc from 'fast-check'
import type { Lane } from '../client/wire.ts'
import type { Case } from '../engine/case.ts'
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
    { revocations: 1, uses: 4, cold: false },
  ],
  inputs: fc.record({ revocations: fc.integer({ min: 1, max: 8 }), uses: fc.nat(4), cold: fc.boolean() }),
  run: async ({ revocations, uses, cold }, on) => {
    const token = await on.take('revocable')
    if (!cold) await on.meet(token)
    const racers = [
      ...Array.from(
        { length: revocations },
        (_, index) => () => on.send({ of: token, by: on.cast.manager, body: reason(`racer ${index + 1}`), once: true }, on.lane(index)),
      ),
      ...Array.from({ length: uses }, (_, index) => () => useAfter(cold ? index * stagger : 0, token, on, on.lane(revocations + index))),
    ]
    // Uses go first: a check that began before the revocation must not be remembered after it.
    await Promise.all(racers.toReversed().map((racer) => racer()))
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
  examples: [{ tokens: 12, cold: true }],
  inputs: fc.record({ tokens: fc.integer({ min: 8, max: 14 }), cold: fc.boolean() }),
  run: async ({ tokens: count, cold }, on) => {
    const tokens = await Promise.all(Array.from({ length: count }, () => on.take('revocable')))
    // Even where no token was used before, the connections are open.
    await Promise.all(tokens.map((token, index) => on.probe(cold ? on.cast.manager : token, on.lane(3 * index))))
    await Promise.all(
      tokens.flatMap((token, index) => [
        useAfter(cold ? index % 4 : 0, token, on, on.lane(3 * index)),
        on.send({ of: token, by: on.cast.manager, body: reason(`first of ${index}`), once: true }, on.lane(3 * index + 1)),
        on.send({ of: token, by: on.cast.manager, body: reason(`second of ${index}`), once: true }, on.lane(3 * index + 2)),
      ]),
    )
    await Promise.all(tokens.map((token, index) => on.probe(token, on.lane(3 * index))))
  },
})

async function useAfter(ms: number, token: Actor, on: Case, lane: Lane): Promise<void> {
  if (ms > 0) await on.wait(ms)
  await on.send({ id: on.unknownId(), by: token, once: true }, lane)
}

/** Two managers revoke each other at the same time; both may win, and whoever was revoked is dead. */
export const crossRevocation: Scenario = scenario<Record<string, never>>({
  id: 'cross-revocation',
  title: 'Two managers revoke each other',
  runs: { quick: 0, standard: 6, certification: 40 },
  examples: [{}],
  inputs: fc.constant({}),
  run: async (_, on) => {
    const [one, other] = [await on.take('manager'), await on.take('manager')]
    await on.probe(one)
    await on.probe(other)
    await Promise.all([on.send({ of: other, by: one, once: true }, on.lane(0)), on.send({ of: one, by: other, once: true }, on.lane(1))])
    await on.follow(one)
    await on.follow(other)
  },
})
