import fc from 'fast-check'
import type { BodyPlan } from './plans/bodies.ts'
import { hostileReasons, noBody, quoted, reason, thorough, validBodies, validForms } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

interface Life {
  readonly body: BodyPlan
  /** Bodies of further revocations of the same token. */
  readonly again: readonly BodyPlan[]
  /** Met before and after on every connection and at every door; else on one connection, where only the body is in question. */
  readonly everywhere: boolean
}

/** A token is met, revoked, and met again on every connection; then revoked again. */
export const lifecycle: Scenario = scenario<Life>({
  id: 'lifecycle',
  title: 'Live, revoked, and revoked again',
  runs: { quick: 6, standard: 100, certification: 900 },
  examples: [
    ...validForms.map((body, index) => ({ body, again: [], everywhere: index === 0 })),
    // What the first answer says of the reason may be an echo; what a later one says was stored.
    { body: reason(thorough), again: [noBody], everywhere: false },
    { body: reason(quoted), again: [], everywhere: false },
  ],
  variations: hostileReasons.map((text) => ({ body: reason(text), again: [], everywhere: false })),
  inputs: fc.record({ body: validBodies, again: fc.array(validBodies, { maxLength: 2 }), everywhere: fc.constant(true) }),
  run: async ({ body, again, everywhere }, on) => {
    const token = await on.take('revocable')
    await (everywhere ? on.meet(token) : on.probe(token))
    await on.revoke(token, on.cast.manager, body)
    await (everywhere ? on.follow(token) : on.probe(token))
    for (const more of again) {
      await on.revoke(token, on.cast.manager, more, on.lane(1))
      await on.probe(token)
    }
  },
})
