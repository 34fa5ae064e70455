import fc from 'fast-check'
import { reason } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

interface Race {
  readonly revocations: number
  readonly uses: number
}

/** Truly parallel, each on a connection of its own: revocations of one token with different reasons, and uses of it. */
export const races: Scenario = scenario<Race>({
  id: 'races',
  title: 'Parallel revocations and uses of one token',
  runs: { quick: 8, standard: 60, certification: 400 },
  examples: [
    { revocations: 2, uses: 0 },
    { revocations: 6, uses: 2 },
    { revocations: 1, uses: 4 },
  ],
  inputs: fc.record({ revocations: fc.integer({ min: 1, max: 8 }), uses: fc.nat(4) }),
  run: async ({ revocations, uses }, on) => {
    const token = await on.take('revocable')
    await on.meet(token)
    const racers = [
      ...Array.from(
        { length: revocations },
        (_, index) => () => on.send({ of: token, by: on.cast.manager, body: reason(`racer ${index + 1}`), once: true }, on.lane(index)),
      ),
      ...Array.from(
        { length: uses },
        (_, index) => () => on.send({ id: on.unknownId(), by: token, once: true }, on.lane(revocations + index)),
      ),
    ]
    // Uses go first: a check that began before the revocation must not be remembered after it.
    await Promise.all(racers.toReversed().map((racer) => racer()))
    await on.follow(token)
    for (let index = 0; index < revocations + uses; index += 1) await on.probe(token, on.lane(index))
  },
})

/**
 * Many tokens at once, two revocations and a use of each in flight together: more requests than a connection pool holds.
 * Seldom interleavings need many tries; each costs five requests.
 */
export const stampede: Scenario = scenario<{ readonly tokens: number }>({
  id: 'stampede',
  title: 'Many races at once',
  runs: { quick: 3, standard: 12, certification: 60 },
  examples: [{ tokens: 12 }],
  inputs: fc.record({ tokens: fc.integer({ min: 8, max: 14 }) }),
  run: async ({ tokens: count }, on) => {
    const tokens = await Promise.all(Array.from({ length: count }, () => on.take('revocable')))
    await Promise.all(tokens.map((token, index) => on.probe(token, on.lane(3 * index))))
    await Promise.all(
      tokens.flatMap((token, index) => [
        on.send({ id: on.unknownId(), by: token, once: true }, on.lane(3 * index)),
        on.send({ of: token, by: on.cast.manager, body: reason(`first of ${index}`), once: true }, on.lane(3 * index + 1)),
        on.send({ of: token, by: on.cast.manager, body: reason(`second of ${index}`), once: true }, on.lane(3 * index + 2)),
      ]),
    )
    await Promise.all(tokens.map((token, index) => on.probe(token, on.lane(3 * index))))
  },
})

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
