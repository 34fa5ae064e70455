import type { RevokeEnvelope, RevokedToken } from '../../contract/index.ts'
import type { Readings } from '../readings/readings.ts'
import type { RevokedRecord } from '../store/store.ts'
import { timestamps } from './timestamp.ts'

/** What writes the JSON value of a 201, in these readings. */
export function envelopeOf(readings: Readings): (record: RevokedRecord) => RevokeEnvelope {
  const start = { ...(readings['success-flag'] === 'true' ? { success: true } : {}), ...messages[readings.message] }
  const spelled = spellings[readings['id-spelling']]
  const timestamp = timestamps[readings['timestamp-format']]
  const optional = optionalFields[readings['optional-fields']]
  const actor = readings['actor-case'] === 'upper' ? (by: string) => by.toUpperCase() : (by: string) => by
  return (record) => ({
    ...start,
    data: {
      id: spelled(record.id),
      jti: record.jti,
      revoked_at: timestamp(record.revocation.at),
      ...optional(record, actor),
    },
  })
}

const messages: Readonly<Record<Readings['message'], Pick<RevokeEnvelope, 'message' | 'code'>>> = {
  given: { message: 'Token revoked successfully', code: 'TOKEN_REVOKED' },
  null: { message: null, code: null },
  absent: {},
}

type OptionalFields = Pick<RevokedToken, 'name' | 'revoked_by' | 'revocation_reason'>

const optionalFields: Readonly<
  Record<Readings['optional-fields'], (record: RevokedRecord, actor: (by: string) => string) => OptionalFields>
> = {
  given: ({ name, revocation }, actor) => ({ name, revoked_by: actor(revocation.by), revocation_reason: revocation.reason }),
  'reason-only': ({ revocation }) => ({ revocation_reason: revocation.reason }),
  'reason-only-null': ({ revocation }) => ({ name: null, revoked_by: null, revocation_reason: revocation.reason }),
  null: () => ({ name: null, revoked_by: null, revocation_reason: null }),
  absent: () => ({}),
}

const spellings: Readonly<Record<Readings['id-spelling'], (uuid: string) => string>> = {
  canonical: (uuid) => uuid,
  upper: (uuid) => uuid.toUpperCase(),
  bare: (uuid) => uuid.replaceAll('-', ''),
  braces: (uuid) => `{${uuid}}`,
  urn: (uuid) => `urn:uuid:${uuid}`,
}
