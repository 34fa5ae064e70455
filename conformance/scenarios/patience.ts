import fc from 'fast-check'
import { allEnded } from '../engine/all-ended.ts'
import type { Case } from '../engine/case.ts'
import { reason } from './plans/bodies.ts'
import type { Profile, Scenario } from './scenario.ts'
import { examplesOf, scenario } from './scenario.ts'

/** Waits, in ms after the revocation, at which a token is tried again. */
const waits = {
  quick: [20, 60, 120, 180, 400, 900, 1400, 1900, 2400],
  standard: [4000, 7000, 10_000],
  certification: [20_000, 40_000, 60_000],
}

/** For each of some tokens, when it is tried after its revocation. */
type Waits = readonly (readonly number[])[]

/** Tokens that were revoked a while ago. It runs beside everything else, so that its waiting costs no time. */
export const patience: Scenario = scenario<Waits>({
  id: 'patience',
  title: 'Revoked a while ago',
  runs: { quick: 0, standard: 0, certification: 0 },
  examples: {
    quick: [[waits.quick, [150, 2300]]],
    standard: [[[...waits.quick, ...waits.standard], [150, 9000], [5000]]],
    certification: [[[...waits.quick, ...waits.standard, ...waits.certification], [150, 59_000], [30_000], [10_000, 60_000]]],
  },
  inputs: fc.constant([waits.quick]),
  run: async (plan, on) => {
    await allEnded(plan.map((until, index) => wait(until, on, index)))
  },
})

/** The longest time after a revocation at which its token is tried again, in ms. */
export function longestWait(profile: Profile): number {
  const plans = examplesOf(patience, profile) as readonly Waits[]
  return Math.max(...plans.flat(2))
}

async function wait(until: readonly number[], on: Case, number: number): Promise<void> {
  const token = await on.take('revocable')
  const [lane, other] = [on.lane(2 * number), on.lane(2 * number + 1)]
  await on.probe(token, lane)
  await on.probe(token, other)
  await on.revoke(token, on.cast.manager, reason('patience'), lane)
  let waited = 0
  for (const at of until) {
    await on.wait(at - waited)
    waited = at
    await on.probe(token, lane)
    await on.probe(token, other)
  }
  // More than a second later, so that a moved timestamp shows whatever its precision.
  await on.revoke(token, on.cast.manager, reason('patience, again'), lane)
  await on.probe(token, lane)
}
