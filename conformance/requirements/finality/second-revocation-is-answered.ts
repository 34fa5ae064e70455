import { permissionRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const secondRevocationIsAnswered: Requirement = perStatus(
  {
    id: 'finality/second-revocation-is-answered',
    level: 'must',
    title: 'Revoking a revoked token repeats the record or is refused, and never pretends anything else',
    source: contract('description', 'Revoked tokens cannot be un-revoked.'),
  },
  [permissionRows.repeat, permissionRows.expiredTarget],
)
