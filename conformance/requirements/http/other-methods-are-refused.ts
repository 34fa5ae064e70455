import { routeRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const otherMethodsAreRefused: Requirement = perStatus(
  {
    id: 'http/other-methods-are-refused',
    level: 'should',
    title: 'Methods that the contract does not document are refused',
    source: rfc(
      9110,
      '15.5.6',
      'The 405 (Method Not Allowed) status code indicates that the method received in the request-line is known by the origin server but not supported by the target resource.',
    ),
  },
  [routeRows.otherMethod],
)
