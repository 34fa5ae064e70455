import { permissionRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

/** Refusals of valid requests are `validation/valid-requests-are-accepted`. */
export const createdWith201: Requirement = perStatus(
  {
    id: 'envelope/created-with-201',
    level: 'must',
    title: 'A successful revocation is answered 201',
    source: contract('responses/201/description', 'Successful Response'),
  },
  [permissionRows.success],
  ({ status }) => status < 400,
)
