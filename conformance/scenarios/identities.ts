import fc from 'fast-check'
import { listParts, withParts } from './parts.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

const who = ['manager', 'nobody', 'garbage', 'revoked', 'outsider', 'expired'] as const
type Who = (typeof who)[number]

/** One connection carries one identity after the other: none of them sticks. */
export const identities: Scenario = scenario<readonly Who[]>({
  id: 'identities',
  title: 'One connection, many identities',
  runs: { quick: 2, standard: 20, certification: 100 },
  examples: [['manager', 'nobody', 'manager', 'revoked', 'outsider', 'garbage', 'manager', 'expired', 'revoked', 'nobody']],
  inputs: withParts(fc.array(fc.constantFrom(...who), { minLength: 2, maxLength: 12 }), listParts),
  run: async (turns, on) => {
    const { cast } = on
    const [token, live] = [await on.take('revocable'), await on.take('revocable')]
    await on.probe(token)
    await on.probe(live)
    await on.revoke(token, cast.manager)
    for (const turn of turns) {
      const bearer = {
        manager: cast.manager,
        nobody: [],
        garbage: ['Bearer dz_garbage-garbage-garbage-garbage'],
        revoked: token,
        outsider: cast.outsider ?? [],
        expired: cast.expired ?? [],
      }[turn]
      await on.probe(bearer)
      if (turn !== 'manager') await on.revoke(live, bearer)
    }
    await on.probe(live)
  },
})
