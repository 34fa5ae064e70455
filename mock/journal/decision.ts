import type { Decision } from '../control/generated/types.ts'
import type { ReadingName } from '../readings/readings.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Entry } from './entry.ts'

/** The words of the contract that an answer goes by, and where they stand in it. */
export interface Source {
  readonly quote: string
  readonly pointer: string
}

const operationAt = '/paths/~1api~1v1~1tokens~1{token_id}~1revoke/post'

type SourceName =
  | 'blacklist'
  | 'once'
  | 'forGood'
  | 'uuid'
  | 'reason'
  | 'bearer'
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'missing'
  | 'unprocessable'

/** Every source a decision can have. */
export const sources: Readonly<Record<SourceName, Source>> = {
  blacklist: {
    quote: 'The token is added to a blacklist and will be rejected on all future requests.',
    pointer: `${operationAt}/description`,
  },
  once: { quote: 'Once revoked, the token can no longer be used for authentication.', pointer: `${operationAt}/description` },
  forGood: { quote: 'Revoked tokens cannot be un-revoked.', pointer: `${operationAt}/description` },
  uuid: { quote: '`token_id`: UUID of the token to revoke', pointer: `${operationAt}/description` },
  reason: { quote: 'Optional reason for revocation', pointer: '/components/schemas/APITokenRevokeRequest/properties/reason/description' },
  bearer: { quote: 'API token authentication. Format: `Bearer dz_...`', pointer: '/components/securitySchemes/BearerAuth/description' },
  invalid: { quote: 'Bad Request - Invalid input', pointer: `${operationAt}/responses/400/description` },
  unauthorized: { quote: 'Unauthorized - Authentication required', pointer: `${operationAt}/responses/401/description` },
  forbidden: { quote: 'Forbidden - Insufficient permissions', pointer: `${operationAt}/responses/403/description` },
  missing: { quote: 'Not Found - Resource does not exist', pointer: `${operationAt}/responses/404/description` },
  unprocessable: { quote: 'Validation Error', pointer: `${operationAt}/responses/422/description` },
}

/** Which step decided the answer of an entry, what it goes by, and which reading of the contract was taken where there is a choice. */
export function decisionOf(entry: Entry): Decision {
  const { forced, refusal, failed, effect } = entry
  if (failed === 'mock') return decision('crash', 'The mock itself failed; its log says why.', null)
  if (failed === 'store') return decision('crash', 'The store of the mock could not answer.', null)
  if (forced === 'answer') return decision('forced', 'A forced answer was waiting for a request like this. Nothing was carried out.', null)
  if (forced === 'Prefer') return decision('preference', 'The request asked for this answer with `Prefer`. Nothing was carried out.', null)
  if (refusal !== undefined) return refused(entry, refusal.because)
  if (effect === 'revoked') return decision('revocation', 'The caller may revoke the token, and did.', sources.once)
  if (effect === 'repeated')
    return decision('repeat', 'The token had been revoked before; its first revocation stands.', sources.forGood, reading(entry, 'repeat'))
  return decision('path', 'The request leads to no revocation.', null)
}

type Because = NonNullable<Entry['refusal']>['because']
type Chosen = Pick<Decision, 'reading'>

function decision(step: Decision['step'], because: string, source: Source | null, chosen: Chosen = {}): Decision {
  return { step, because, source, ...chosen }
}

function reading({ readings }: Entry, name: ReadingName): Chosen {
  return { reading: { name, value: readings[name] } }
}

function refused(entry: Entry, because: Because): Decision {
  switch (because) {
    case 'path':
      return decision('path', 'No operation of the contract has this path.', null)
    case 'method':
      return decision(
        'method',
        'The operation has no such method.',
        null,
        reading(entry, entry.method === 'OPTIONS' ? 'options' : 'other-method'),
      )
    case 'credential':
      return credential(entry)
    case 'id':
      return decision('id', 'What stands in the path is no id of a token.', sources.uuid, reading(entry, idReading(entry)))
    case 'target':
      return decision(
        'target',
        'No token has this id.',
        sources.missing,
        reading(entry, entry.caller?.kind === 'manager' ? 'unknown' : 'foreign-unknown'),
      )
    case 'permission':
      return decision('permission', 'The caller may revoke no token but its own.', sources.forbidden, reading(entry, 'foreign'))
    case 'state':
      return state(entry)
    case 'framing':
    case 'media type':
    case 'encoding':
    case 'json':
    case 'schema':
    case 'reason':
    default:
      return body(entry, because)
  }
}

function credential(entry: Entry): Decision {
  if (entry.credential === 'none') return decision('credential', 'The request carries no bearer token.', sources.unauthorized)
  if (entry.credential === 'malformed')
    return decision('credential', 'The credential is no bearer token.', sources.bearer, reading(entry, 'malformed-credential'))
  if (entry.credential === 'ambiguous')
    return decision('credential', 'There are several credentials.', sources.bearer, reading(entry, 'two-authorizations'))
  if (entry.standing === 'revoked')
    return decision('credential', 'The token that the request was sent with has been revoked.', sources.blacklist)
  if (entry.standing === 'expired')
    return decision('credential', 'The token that the request was sent with has expired.', sources.unauthorized)
  return decision('credential', 'Nobody was ever given this token.', sources.unauthorized)
}

function idReading({ tokenId = '' }: Entry): ReadingName {
  if (tokenId.length > 255) return 'overlong-id'
  return uuidOf(tokenId) === undefined ? 'not-a-uuid' : 'other-spelling'
}

function state(entry: Entry): Decision {
  const { found, caller, status } = entry
  if (status >= 500) return decision('state', 'A fault makes the implementation fail here.', null)
  if (found?.revocation !== undefined)
    return decision('state', 'The token had been revoked before.', sources.forGood, reading(entry, 'repeat'))
  if (found !== undefined && found.id === caller?.id)
    return decision('state', 'A token may not revoke itself here.', sources.invalid, reading(entry, 'self'))
  return decision('state', 'The token has expired.', sources.invalid, reading(entry, 'expired-target'))
}

const bodies: Readonly<
  Record<
    Exclude<Because, 'path' | 'method' | 'credential' | 'id' | 'target' | 'permission' | 'state'>,
    [because: string, reading?: ReadingName]
  >
> = {
  framing: ['The body is transferred in chunks.', 'chunked'],
  'media type': ['The body is announced as something else than JSON.', 'media-type'],
  encoding: ['The body is no UTF-8.'],
  json: ['The body is no JSON.', 'malformed-json'],
  schema: ['The body does not fit the schema of the contract.', 'wrong-type'],
  reason: ['The reason is not taken.'],
}

function body(entry: Entry, because: keyof typeof bodies): Decision {
  const [sentence, name] = bodies[because]
  const source = entry.status === 400 ? sources.invalid : because === 'reason' ? sources.reason : sources.unprocessable
  return decision('body', sentence, source, name === undefined ? {} : reading(entry, name))
}
