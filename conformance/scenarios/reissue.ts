import fc from 'fast-check'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** A token issued right after a revocation, perhaps to the same owner: a new one, and alive to the end. */
export const reissue: Scenario = scenario<{ readonly rounds: number }>({
  id: 'reissue',
  title: 'Issued right after a revocation',
  runs: { quick: 0, standard: 4, certification: 20 },
  examples: [{ rounds: 2 }],
  inputs: fc.record({ rounds: fc.integer({ min: 1, max: 3 }) }),
  run: async ({ rounds }, on) => {
    let before = await on.take('revocable')
    await on.probe(before)
    for (let round = 0; round < rounds; round += 1) {
      await on.revoke(before, on.cast.manager)
      const next = await on.takeNew('revocable')
      await on.probe(next)
      await on.probe(before)
      await on.wait(50)
      await on.probe(next)
      before = next
    }
  },
})
