import { permissionRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

/** Every valid form: no body, `null`, `{}`, a null or string reason, extra properties. */
export const validRequestsAreAccepted: Requirement = perStatus(
  {
    id: 'validation/valid-requests-are-accepted',
    level: 'must',
    title: 'A manager may revoke a live token with every valid form of the body, or none',
    source: contract('description', '**Request Body:** (optional)'),
  },
  [permissionRows.success],
  { concerns: ({ status }) => status >= 400 },
)
