import fc from 'fast-check'
import { noBody, reviving, wrongTypedForms } from './plans/bodies.ts'
import type { BodyPlan } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** Whoever may not revoke a live token may not be told that it revoked a dead one. */
export const revokedTarget: Scenario = scenario<{ readonly body: BodyPlan }>({
  id: 'revoked-target',
  title: 'A revoked token is revoked by those who may not',
  runs: { quick: 0, standard: 5, certification: 20 },
  examples: [{ body: noBody }, { body: reviving }],
  inputs: fc.record({ body: fc.constantFrom(noBody, reviving, ...wrongTypedForms) }),
  run: async ({ body }, on) => {
    const { cast } = on
    const token = await on.take('revocable')
    await on.probe(token)
    await on.revoke(token, cast.manager)
    for (const bearer of [cast.outsider, cast.expired, [], ['Bearer dz_garbage-garbage-garbage-garbage'], token]) {
      if (bearer !== undefined) await on.revoke(token, bearer, body)
    }
    await on.revoke(token, cast.manager, body)
    await on.probe(token)
  },
})
