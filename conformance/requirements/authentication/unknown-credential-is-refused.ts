import { credentialRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const unknownCredentialIsRefused: Requirement = perStatus(
  {
    id: 'authentication/unknown-credential-is-refused',
    level: 'must',
    title: 'A bearer credential that was never issued is refused with 401',
    source: contract('/components/securitySchemes/BearerAuth/description', 'API token authentication. Format: `Bearer dz_...`'),
  },
  [credentialRows.unknown],
)
