import fc from 'fast-check'
import type { BadCredential } from './plans/credentials.ts'
import { badCredentialForms, badCredentials, emptyCredentials, present } from './plans/credentials.ts'
import { listParts, withParts } from './parts.ts'
import type { Scenario } from './scenario.ts'
import { scenario } from './scenario.ts'

/** Bad credentials on the probe, and a good one under a scheme in another case. */
export const credentials: Scenario = scenario<readonly BadCredential[]>({
  id: 'credentials',
  title: 'Bad credentials',
  runs: { quick: 3, standard: 80, certification: 600 },
  variations: [badCredentialForms, emptyCredentials],
  inputs: withParts(fc.array(badCredentials, { minLength: 1, maxLength: 6 }), listParts),
  run: async (plans, on) => {
    for (const plan of plans) {
      const presented = present(on, plan, on.cast.manager)
      if (presented !== undefined && on.allows(presented)) await on.send({ id: on.unknownId(), ...presented })
    }
    await on.probe(on.cast.manager)
    await on.send({ id: on.unknownId(), by: [`bearer ${on.cast.manager.secret}`] })
  },
})
