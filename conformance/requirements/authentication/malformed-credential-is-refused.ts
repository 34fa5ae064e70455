import { credentialRows } from '../../interpretation/rows.ts'
import { perStatus } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

export const malformedCredentialIsRefused: Requirement = perStatus(
  {
    id: 'authentication/malformed-credential-is-refused',
    level: 'must',
    title: 'A malformed Authorization field is refused with 400 or 401',
    source: contract('/components/securitySchemes/BearerAuth/description', 'API token authentication. Format: `Bearer dz_...`'),
  },
  [credentialRows.malformed, credentialRows.overlong, credentialRows.severalBad],
  // A dead token that is accepted when it is sent twice is `finality/rejected-in-every-encoding`.
  { concerns: ({ reading: { credential } }) => credential.kind !== 'several' || credential.parts.some(({ kind }) => kind !== 'token') },
)
