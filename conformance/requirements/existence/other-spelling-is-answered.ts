import { targetRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const otherSpellingIsAnswered: Requirement = perStatus(
  {
    id: 'existence/other-spelling-is-answered',
    level: 'must',
    title: 'Another spelling of an issued id is either that token or refused',
    source: contract('description', '`token_id`: UUID of the token to revoke'),
  },
  [targetRows.otherSpelling],
)
