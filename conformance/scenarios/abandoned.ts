import fc from 'fast-check'
import { reason } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** The client hangs up soon after asking; a later revocation converges, and the token then is dead. */
export const abandoned: Scenario = scenario<{ readonly after: number }>({
  id: 'abandoned',
  title: 'The client hangs up',
  runs: { quick: 2, standard: 20, certification: 100 },
  examples: [{ after: 0 }],
  variations: [{ after: 0 }],
  inputs: fc.record({ after: fc.integer({ min: 0, max: 50 }) }),
  run: async ({ after }, on) => {
    const token = await on.take('revocable')
    await on.meet(token)
    await on.send({ of: token, by: on.cast.manager, body: reason('abandoned'), abortAfter: after, once: true })
    await on.wait(30)
    await on.probe(token, on.lane(1))
    await on.revoke(token, on.cast.manager, reason('after all'), on.lane(1))
    await on.follow(token)
  },
})
