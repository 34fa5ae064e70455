import type { RevokeEnvelope, RevokedToken } from '../../contract/index.ts'
import type { Readings } from '../readings/readings.ts'
import type { RevokedRecord } from '../store/store.ts'
import { timestamp } from './timestamp.ts'

/** The JSON value of a 201. */
export function envelopeOf(record: RevokedRecord, readings: Readings): RevokeEnvelope {
  return {
    ...(readings['success-flag'] === 'true' ? { success: true } : {}),
    ...messages[readings.message],
    data: {
      id: spellings[readings['id-spelling']](record.id),
      jti: record.jti,
      revoked_at: timestamp(record.revocation.at, readings['timestamp-format']),
      ...optionalFields(record, readings),
    },
  }
}

const messages: Readonly<Record<Readings['message'], Pick<RevokeEnvelope, 'message' | 'code'>>> = {
  given: { message: 'Token revoked successfully', code: 'TOKEN_REVOKED' },
  null: { message: null, code: null },
  absent: {},
}

type OptionalFields = Pick<RevokedToken, 'name' | 'revoked_by' | 'revocation_reason'>

function optionalFields({ name, revocation }: RevokedRecord, readings: Readings): OptionalFields {
  const actor = readings['actor-case'] === 'upper' ? revocation.by.toUpperCase() : revocation.by
  const all = { name, revoked_by: actor, revocation_reason: revocation.reason }
  const none = { name: null, revoked_by: null, revocation_reason: null }
  return {
    given: all,
    'reason-only': { revocation_reason: revocation.reason },
    'reason-only-null': { ...none, revocation_reason: revocation.reason },
    null: none,
    absent: {},
  }[readings['optional-fields']]
}

const spellings: Readonly<Record<Readings['id-spelling'], (uuid: string) => string>> = {
  canonical: (uuid) => uuid,
  upper: (uuid) => uuid.toUpperCase(),
  bare: (uuid) => uuid.replaceAll('-', ''),
  braces: (uuid) => `{${uuid}}`,
  urn: (uuid) => `urn:uuid:${uuid}`,
}
