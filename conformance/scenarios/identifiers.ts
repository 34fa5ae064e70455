import fc from 'fast-check'
import type { BodyPlan } from './plans/bodies.ts'
import { brokenForms, noBody, wrongTypedForms } from './plans/bodies.ts'
import type { IdPlan, Spelling } from './plans/ids.ts'
import { furtherIds, idForms, segmentFor, spellings, strangeIds } from './plans/ids.ts'
import { listParts, withParts } from './parts.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

interface Strange {
  readonly ids: readonly IdPlan[]
  readonly by: 'manager' | 'outsider' | 'nobody'
  readonly body: BodyPlan
}

/** Ids of no token, next to a live one that must not be touched. */
export const identifiers: Scenario = scenario<Strange>({
  id: 'identifiers',
  title: 'Ids of no token',
  runs: { quick: 4, standard: 60, certification: 500 },
  examples: [idForms.slice(0, 8), idForms.slice(8)].map((ids) => ({ ids, by: 'manager', body: noBody })),
  variations: [
    { ids: furtherIds, by: 'manager', body: noBody },
    { ids: [{ kind: 'unknown' as const }], by: 'outsider' as const, body: noBody },
    { ids: [{ kind: 'unknown' as const }, { kind: 'segment' as const, text: 'not-a-uuid' }], by: 'nobody' as const, body: noBody },
  ],
  inputs: withParts(
    fc.record({
      ids: fc.array(strangeIds, { minLength: 1, maxLength: 5 }),
      by: fc.constantFrom('manager' as const, 'manager' as const, 'outsider' as const, 'nobody' as const),
      body: fc.oneof(
        { weight: 4, arbitrary: fc.constant(noBody) },
        { weight: 1, arbitrary: fc.constantFrom(...wrongTypedForms, ...brokenForms) },
      ),
    }),
    (input) => listParts(input.ids).map((ids) => ({ ...input, ids })),
  ),
  run: async ({ ids, by, body }, on) => {
    const live = await on.take('revocable')
    await on.probe(live)
    const caller = { manager: on.cast.manager, outsider: on.cast.outsider, nobody: [] }[by]
    if (caller === undefined) return
    for (const plan of ids) {
      const id = segmentFor(on, plan, live)
      if (id !== undefined && on.allows({ id })) await on.send({ id, by: caller, body })
    }
    await on.probe(live)
  },
})

/** Other ways to write the id of a live token: revoked or refused, and the state agrees. */
export const spellingsScenario: Scenario = scenario<Spelling>({
  id: 'spellings',
  title: 'Other spellings of an id',
  runs: { quick: 0, standard: 8, certification: 30 },
  examples: ['upper'],
  variations: spellings.filter((how) => how !== 'upper'),
  inputs: fc.constantFrom(...spellings),
  run: async (how, on) => {
    const token = await on.take('revocable')
    await on.probe(token)
    const id = segmentFor(on, { kind: 'spelling', how }, token)
    if (id === undefined || !on.allows({ id })) return
    const { response } = await on.send({ id, by: on.cast.manager })
    await on.probe(token)
    if (response?.status === 201) return
    await on.revoke(token, on.cast.manager)
    await on.probe(token)
  },
})
