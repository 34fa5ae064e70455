import { bodyRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const wrongTypesAreRefused: Requirement = perStatus(
  {
    id: 'validation/wrong-types-are-refused',
    level: 'must',
    title: 'A body that does not fit the schema is refused with 422',
    source: contract('responses/422/description', 'Validation Error'),
  },
  [bodyRows['wrong type']],
)
