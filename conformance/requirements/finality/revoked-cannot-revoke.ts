import { saysNothing } from '../../history/says-nothing.ts'
import { usesAfterDeath } from '../../history/witness.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { acted, asksForAct, findingOf } from './use-after-death.ts'

const promised: Promised = {
  id: 'finality/revoked-cannot-revoke',
  level: 'must',
  title: 'A revoked token revokes nothing',
  source: contract('description', 'Once revoked, the token can no longer be used for authentication.'),
}

export const revokedCannotRevoke: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      usesAfterDeath(history)
        .filter((use) => asksForAct(history, use) && !saysNothing(use.exchange))
        .map((use) => (acted(history, use) ? [{ ...findingOf(use), key: 'revoked another token' }] : [])),
    ),
}
