import { credentialRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const missingCredentialIsRefused: Requirement = perStatus(
  {
    id: 'authentication/missing-credential-is-refused',
    level: 'must',
    title: 'A request without a bearer credential is refused with 401',
    source: contract('responses/401/description', 'Unauthorized - Authentication required'),
  },
  [credentialRows.none, credentialRows.spoofed],
)
