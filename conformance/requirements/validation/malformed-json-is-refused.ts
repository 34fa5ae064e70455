import { bodyRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const malformedJsonIsRefused: Requirement = perStatus(
  {
    id: 'validation/malformed-json-is-refused',
    level: 'must',
    title: 'A body that is no JSON is refused with 400 or 422',
    source: contract('responses/400/description', 'Bad Request - Invalid input'),
  },
  [bodyRows['broken json']],
)
