import fc from 'fast-check'
import type { BodyPlan } from './plans/bodies.ts'
import { hostileReasons, noBody, quoted, reason, thorough, validBodies, validForms } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

interface Life {
  readonly body: BodyPlan
  /** Bodies of further revocations of the same token. */
  readonly again: readonly BodyPlan[]
}

/** A token is met, revoked, and met again on every connection; then revoked again. */
export const lifecycle: Scenario = scenario<Life>({
  id: 'lifecycle',
  title: 'Live, revoked, and revoked again',
  runs: { quick: 6, standard: 100, certification: 900 },
  examples: [
    ...validForms.map((body) => ({ body, again: [] })),
    // What the first answer says of the reason may be an echo; what a later one says was stored.
    { body: reason(thorough), again: [noBody] },
    { body: reason(quoted), again: [] },
  ],
  variations: hostileReasons.map((text) => ({ body: reason(text), again: [] })),
  inputs: fc.record({ body: validBodies, again: fc.array(validBodies, { maxLength: 2 }) }),
  run: async ({ body, again }, on) => {
    const token = await on.take('revocable')
    await on.meet(token)
    await on.revoke(token, on.cast.manager, body)
    await on.follow(token)
    for (const more of again) {
      await on.revoke(token, on.cast.manager, more, on.lane(1))
      await on.probe(token)
    }
  },
})
