import { credentialRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const schemeIsCaseInsensitive: Requirement = perStatus(
  {
    id: 'authentication/scheme-is-case-insensitive',
    level: 'should',
    title: 'The scheme Bearer is recognised in any case',
    source: rfc(9110, '11.1', 'It uses a case-insensitive token to identify the authentication scheme'),
  },
  [credentialRows.otherScheme],
  { concerns: ({ due }) => due.rows.includes(credentialRows.otherScheme) },
)
