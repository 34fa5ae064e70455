import { credentialRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const expiredCredentialIsRefused: Requirement = perStatus(
  {
    id: 'authentication/expired-credential-is-refused',
    level: 'must',
    title: 'The credential of an expired token is refused with 401',
    source: contract('responses/401/description', 'Unauthorized - Authentication required'),
  },
  [credentialRows.expired],
)
