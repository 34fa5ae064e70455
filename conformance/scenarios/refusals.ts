import fc from 'fast-check'
import type { Case } from '../engine/case.ts'
import type { Actor } from '../engine/tokens.ts'
import type { BodyPlan } from './plans/bodies.ts'
import {
  brokenBodies,
  brokenForms,
  emptyForm,
  inChunks,
  noBody,
  reason,
  validBodies,
  wrongTypedBodies,
  wrongTypedForms,
} from './plans/bodies.ts'
import type { BadCredential } from './plans/credentials.ts'
import { badCredentialForms, badCredentials, emptyCredentials, present } from './plans/credentials.ts'
import { listParts, withParts } from './parts.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** A request that must not revoke the live token it names. */
type Attempt =
  | { readonly because: 'credential'; readonly credential: BadCredential; readonly body: BodyPlan }
  | { readonly because: 'outsider'; readonly body: BodyPlan }
  | { readonly because: 'body'; readonly body: BodyPlan }
  | { readonly because: 'method'; readonly method: string; readonly by: 'manager' | 'nobody'; readonly body: BodyPlan }

const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']
const invalidForms = fc.oneof(wrongTypedBodies, brokenBodies)
const invalid = fc.oneof({ weight: 3, arbitrary: invalidForms }, { weight: 1, arbitrary: invalidForms.map(inChunks) })
const none = fc.constant(noBody)
/** Whoever checks the caller on one way through the code only is found out by a body, which every real client sends. */
const valid = fc.oneof(none, validBodies, validBodies.map(inChunks))

const attempts: fc.Arbitrary<Attempt> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ because: fc.constant('body' as const), body: invalid }) },
  { weight: 3, arbitrary: fc.record({ because: fc.constant('credential' as const), credential: badCredentials, body: valid }) },
  { weight: 1, arbitrary: fc.record({ because: fc.constant('outsider' as const), body: valid }) },
  {
    weight: 1,
    arbitrary: fc.record({
      because: fc.constant('method' as const),
      method: fc.constantFrom(...methods),
      by: fc.constantFrom('manager', 'nobody'),
      body: none,
    }),
  },
  // Two faults at once.
  { weight: 1, arbitrary: fc.record({ because: fc.constant('credential' as const), credential: badCredentials, body: invalid }) },
  { weight: 1, arbitrary: fc.record({ because: fc.constant('outsider' as const), body: invalid }) },
)

/** All but `none`, which comes with and without a body. */
const strangers = badCredentialForms.filter(({ kind }) => kind !== 'none')

/** Every kind once, many on each token; a defect shrinks to the one that matters. */
const examples: readonly (readonly Attempt[])[] = [
  ...[strangers.slice(0, 14), strangers.slice(14)].map((forms) => forms.map(stranger)),
  [noBody, reason('an outsider'), inChunks(reason('an outsider')), emptyForm].map((body) => ({ because: 'outsider', body })),
  [noBody, reason('a stranger')].flatMap((body) =>
    [badCredentialForms[0], badCredentialForms[1], { kind: 'expired' as const }].flatMap((credential) =>
      credential === undefined ? [] : [{ because: 'credential' as const, credential, body }],
    ),
  ),
  wrongTypedForms.slice(0, 5).map((body) => ({ because: 'body', body })),
  [...wrongTypedForms.slice(5), ...wrongTypedForms.slice(0, 1).map(inChunks)].map((body) => ({ because: 'body', body })),
  [...brokenForms.slice(0, 5), ...brokenForms.slice(2, 3).map(inChunks)].map((body) => ({ because: 'body', body })),
  methods.map((method) => ({ because: 'method', method, by: 'manager', body: noBody })),
]

const variations: readonly (readonly Attempt[])[] = [
  emptyCredentials.map(stranger),
  methods.map((method) => ({ because: 'method', method, by: 'nobody', body: noBody })),
]

function stranger(credential: BadCredential): Attempt {
  return { because: 'credential', credential, body: noBody }
}

/** A live token is named by requests that must be refused; it lives on, and a good revocation still works. */
export const refusals: Scenario = scenario<readonly Attempt[]>({
  id: 'refusals',
  title: 'Refused requests change nothing',
  runs: { quick: 7, standard: 120, certification: 1200 },
  examples,
  variations,
  inputs: withParts(fc.array(attempts, { minLength: 1, maxLength: 4 }), listParts),
  run: async (plan, on) => {
    const token = await on.take('revocable')
    await on.probe(token)
    for (const [index, attempt] of plan.entries()) {
      await make(attempt, token, on)
      // Of many of a kind in a row one look tells whether any had an effect; shrinking tells which.
      if (attempt.because !== plan[index + 1]?.because) await on.probe(token)
    }
    await on.revoke(token, on.cast.manager)
    await on.probe(token)
  },
})

async function make(attempt: Attempt, token: Actor, on: Case): Promise<void> {
  const { cast } = on
  switch (attempt.because) {
    case 'body':
      await on.revoke(token, cast.manager, attempt.body)
      break
    case 'outsider':
      if (cast.outsider !== undefined) await on.revoke(token, cast.outsider, attempt.body)
      break
    case 'method':
      await on.send({ method: attempt.method, of: token, by: attempt.by === 'manager' ? cast.manager : [] })
      break
    case 'credential': {
      const presented = present(on, attempt.credential, cast.manager)
      const request = { of: token, body: attempt.body, ...presented }
      if (presented !== undefined && on.allows(request)) await on.send(request)
      break
    }
    default:
  }
}
