import fc from 'fast-check'
import type { BodyPlan } from './plans/bodies.ts'
import { breakingForms, massAssignment, unusualBodies, unusualForms } from './plans/bodies.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** Bodies on which the contract is silent: whatever the answer, the token's state agrees with it. */
export const unusualBodiesScenario: Scenario = scenario<BodyPlan>({
  id: 'unusual-bodies',
  title: 'Bodies on which the contract is silent',
  runs: { quick: 3, standard: 80, certification: 600 },
  examples: breakingForms,
  variations: unusualForms,
  inputs: unusualBodies,
  run: async (body, on) => {
    const token = await on.take('revocable')
    await on.probe(token)
    const { response } = await on.revoke(token, on.cast.manager, body)
    await on.probe(token)
    if (response?.status === 201) return
    await on.revoke(token, on.cast.manager)
    await on.probe(token)
  },
})

/** A body or a query that names another token, or fields of the answer. */
export const massAssignmentScenario: Scenario = scenario<{ readonly form: number; readonly inQuery: boolean }>({
  id: 'mass-assignment',
  title: 'Only the path names the token',
  runs: { quick: 0, standard: 6, certification: 20 },
  examples: [
    { form: 0, inQuery: false },
    { form: 1, inQuery: false },
  ],
  variations: [{ form: 0, inQuery: true }],
  inputs: fc.record({ form: fc.nat(1), inQuery: fc.boolean() }),
  run: async ({ form, inQuery }, on) => {
    const [token, other] = [await on.take('revocable'), await on.take('revocable')]
    await on.probe(token)
    await on.probe(other)
    const body = massAssignment(other.token.id)[form]
    const id = encodeURIComponent(other.token.id)
    const query = inQuery ? `token_id=${id}&id=${id}&jti=${id}&reason=query&revoked_at=2001-01-01T00:00:00Z&revoked_by=query` : undefined
    await on.send({ of: token, by: on.cast.manager, ...(query === undefined ? {} : { query }), ...(body === undefined ? {} : { body }) })
    await on.probe(token)
    await on.probe(other)
  },
})
