import { targetRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const malformedIdIsRefused: Requirement = perStatus(
  {
    id: 'existence/malformed-id-is-refused',
    level: 'must',
    title: 'An id that is no UUID is refused with 400, 404 or 422',
    source: contract('description', '`token_id`: UUID of the token to revoke'),
  },
  [targetRows.notAUuid, targetRows.overlong],
)
