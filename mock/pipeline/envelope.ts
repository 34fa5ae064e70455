import type { RevokeEnvelope, RevokedToken } from '../../contract/index.ts'
import type { Readings } from '../readings/readings.ts'
import type { RevokedRecord } from '../store/store.ts'
import { timestamps } from './timestamp.ts'

/** What writes the JSON value of a 201, in these readings: all there is, and then less or other where a reading says so. */
export function envelopeOf(readings: Readings): (record: RevokedRecord) => RevokeEnvelope {
  const spelled = spellings[readings['id-spelling']]
  const timestamp = timestamps[readings['timestamp-format']]
  const actor = actors[readings['actor-case']]
  const withFields = fields[readings['optional-fields']]
  const withMessage = messages[readings.message]
  const withFlag = flags[readings['success-flag']]
  return ({ id, jti, name, revocation: { at, by, reason } }) => {
    const data = { id: spelled(id), jti, revoked_at: timestamp(at), name, revoked_by: actor(by), revocation_reason: reason }
    return withFlag(withMessage({ success: true, message: 'Token revoked successfully', code: 'TOKEN_REVOKED', data: withFields(data) }))
  }
}

type Variants<Name extends keyof Readings, Whole, Value = Whole> = Readonly<Record<Readings[Name], (whole: Whole) => Value>>

const fields: Variants<'optional-fields', Required<RevokedToken>, RevokedToken> = {
  given: (data) => data,
  'reason-only': ({ id, jti, revoked_at, revocation_reason }) => ({ id, jti, revoked_at, revocation_reason }),
  'reason-only-null': (data) => ({ ...data, name: null, revoked_by: null }),
  null: (data) => ({ ...data, name: null, revoked_by: null, revocation_reason: null }),
  absent: ({ id, jti, revoked_at }) => ({ id, jti, revoked_at }),
}

const messages: Variants<'message', Required<RevokeEnvelope>, Framed> = {
  given: (envelope) => envelope,
  null: (envelope) => ({ ...envelope, message: null, code: null }),
  absent: ({ success, data }) => ({ success, data }),
}

type Framed = RevokeEnvelope & Required<Pick<RevokeEnvelope, 'success'>>

const flags: Variants<'success-flag', Framed, RevokeEnvelope> = {
  true: (envelope) => envelope,
  absent(envelope) {
    const { success: _, ...others } = envelope
    return others
  },
}

const actors: Variants<'actor-case', string> = {
  'as-given': (email) => email,
  upper: (email) => email.toUpperCase(),
}

const spellings: Variants<'id-spelling', string> = {
  canonical: (uuid) => uuid,
  upper: (uuid) => uuid.toUpperCase(),
  bare: (uuid) => uuid.replaceAll('-', ''),
  braces: (uuid) => `{${uuid}}`,
  urn: (uuid) => `urn:uuid:${uuid}`,
}
