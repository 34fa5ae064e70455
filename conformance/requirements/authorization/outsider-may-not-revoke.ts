import { permissionRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

/** Every probe of a token without permission asks for an id nobody has: that it gets none says little about what it may do. */
export const outsiderMayNotRevoke: Requirement = perStatus(
  {
    id: 'authorization/outsider-may-not-revoke',
    level: 'must',
    title: 'A live credential without the permission revokes nothing: 403, or 404 where existence is hidden',
    source: contract('responses/403/description', 'Forbidden - Insufficient permissions'),
  },
  [permissionRows.foreign, permissionRows.foreignRevoked],
  { incidental: [permissionRows.foreignUnknown] },
)
