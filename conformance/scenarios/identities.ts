import fc from 'fast-check'
import { listParts, withParts } from './parts.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

const who = ['manager', 'nobody', 'garbage', 'revoked', 'outsider', 'expired'] as const
type Who = (typeof who)[number]

interface Turns {
  readonly who: readonly Who[]
  /** Over HTTP/2, where the target speaks it. */
  readonly http2: boolean
}

const everybody: readonly Who[] = [
  'manager',
  'nobody',
  'manager',
  'revoked',
  'outsider',
  'garbage',
  'manager',
  'expired',
  'revoked',
  'nobody',
]

/** One connection carries one identity after the other: none of them sticks. */
export const identities: Scenario = scenario<Turns>({
  id: 'identities',
  title: 'One connection, many identities',
  runs: { quick: 2, standard: 20, certification: 100 },
  examples: [{ who: everybody, http2: false }],
  variations: [{ who: everybody, http2: true }],
  inputs: withParts(
    fc.record({ who: fc.array(fc.constantFrom(...who), { minLength: 2, maxLength: 12 }), http2: fc.boolean() }),
    ({ who: turns, http2 }) => listParts(turns).map((part) => ({ who: part, http2 })),
  ),
  run: async ({ who: turns, http2 }, on) => {
    const { cast } = on
    const lane = on.laneFor(http2)
    const [token, live] = [await on.take('revocable'), await on.take('revocable')]
    await on.probe(token, lane)
    await on.probe(live, lane)
    await on.revoke(token, cast.manager, undefined, lane)
    for (const turn of turns) {
      const bearer = {
        manager: cast.manager,
        nobody: [],
        garbage: ['Bearer dz_garbage-garbage-garbage-garbage'],
        revoked: token,
        outsider: cast.outsider ?? [],
        expired: cast.expired ?? [],
      }[turn]
      await on.probe(bearer, lane)
      if (turn !== 'manager') await on.revoke(live, bearer, undefined, lane)
    }
    await on.probe(live, lane)
  },
})
