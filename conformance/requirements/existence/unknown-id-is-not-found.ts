import { targetRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const unknownIdIsNotFound: Requirement = perStatus(
  {
    id: 'existence/unknown-id-is-not-found',
    level: 'must',
    title: 'The id of no token is answered 404',
    source: contract('responses/404/description', 'Not Found - Resource does not exist'),
  },
  [targetRows.unknown, targetRows.oddUuid],
)
