import { routeRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const trailingSlashIsAnswered: Requirement = perStatus(
  {
    id: 'http/trailing-slash-is-answered',
    level: 'should',
    title: 'A slash after the path is not found, redirected with the method kept, or served',
    source: rfc(9110, '15.4.8', 'the user agent MUST NOT change the request method if it performs an automatic redirection to that URI'),
  },
  [routeRows.trailingSlash],
)
