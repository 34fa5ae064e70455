import fc from 'fast-check'
import { reason } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/**
 * Revocations whose reasons carry what a certifier asked for: an answer to them cannot have been recorded before. Each has
 * a text of its own beside it, so that one recorded answer does not do for all.
 */
export function challenged(challenge: string): Scenario {
  return scenario<string>({
    id: 'challenged',
    title: 'Reasons that carry the challenge of a certifier',
    runs: { quick: 4, standard: 10, certification: 40 },
    inputs: fc.stringMatching(/^[a-z]{6,12}( [a-z]{3,9}){0,3}$/),
    run: async (text, on) => {
      const token = await on.take('revocable')
      await on.probe(token)
      await on.revoke(token, on.cast.manager, reason(`${challenge}: ${text}`))
      await on.follow(token)
    },
  })
}
