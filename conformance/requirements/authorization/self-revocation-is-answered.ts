import { permissionRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const selfRevocationIsAnswered: Requirement = perStatus(
  {
    id: 'authorization/self-revocation-is-answered',
    level: 'must',
    title: 'A token that revokes itself is answered 201, or refused with a documented status',
    source: contract('responses/403/description', 'Forbidden - Insufficient permissions'),
  },
  [permissionRows.self],
)
