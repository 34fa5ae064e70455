import { uuidFrom } from '../model/mint.ts'
import type { RevokedRecord } from '../store/store.ts'
import type { Fault } from './fault.ts'
import { faultsOf } from './fault.ts'
import { enveloped, pause, withData } from './tools.ts'
import { isRefusal } from '../pipeline/refusal.ts'

/** Faults in which a 201 is not one, or is not about this revocation. */
export const envelopeFaults: readonly Fault[] = faultsOf('envelope', [
  {
    name: 'ok-instead-of-created',
    summary: 'A revocation is answered 200.',
    wrap: () => ({
      finish: (next) => (answer, exchange) => next(answer.status === 201 ? { ...answer, status: 200 } : answer, exchange),
    }),
  },
  {
    name: 'success-false',
    summary: 'A 201 says "success": false.',
    wrap: () => enveloped((envelope) => ({ ...envelope, success: false })),
  },
  { name: 'data-null', summary: 'The data of a 201 is null.', wrap: () => enveloped((envelope) => ({ ...envelope, data: null })) },
  { name: 'bare-data', summary: 'A 201 is the data without the envelope.', wrap: () => enveloped(({ data }) => data) },
  { name: 'empty-envelope', summary: 'A 201 is an empty object.', wrap: () => enveloped(() => ({})) },
  {
    name: 'message-is-a-number',
    summary: 'The message of a 201 is a number, which its schema forbids.',
    wrap: () => enveloped((envelope) => ({ ...envelope, message: 1 })),
  },
  { name: 'wrong-id', summary: 'The id of a 201 is not the one in the path.', wrap: () => withData((_, { jti }) => ({ id: jti })) },
  {
    name: 'shared-jti',
    summary: 'All tokens have one JWT ID.',
    wrap: () => withData(() => ({ jti: '7a1f0c64-54f5-4c07-9b7d-1f0f9c3c2a55' })),
  },
  {
    name: 'jti-regenerated',
    summary: 'Every 201 has a new JWT ID, also a second one for the same token.',
    wrap: ({ random }) => withData(() => ({ jti: uuidFrom(random(16)) })),
  },
  {
    name: 'restamped',
    summary: 'A second revocation moves the time of the first.',
    wrap: ({ clock }) => ({
      repeat: (next) => async (record, exchange) => {
        const told = await next(record, exchange)
        return isRefusal(told) ? told : { ...told, revocation: { ...told.revocation, at: clock() } }
      },
    }),
  },
  {
    name: 'reason-cut-in-store',
    summary: 'The first answer repeats the whole reason; what was stored, and every later one tells, is cut.',
    parameter: { unit: 'characters', default: 100 },
    wrap: ({ value }) => ({
      repeat: (next) => async (record, exchange) => {
        const told = await next(record, exchange)
        if (isRefusal(told)) return told
        const { reason } = told.revocation
        return { ...told, revocation: { ...told.revocation, reason: reason === null ? null : reason.slice(0, value) } }
      },
    }),
  },
  {
    name: 'two-winners',
    summary: 'Of several revocations of one token at the same time, each is told that it was the first, with a time of its own.',
    wrap({ clock }) {
      let inFlight = 0
      return {
        commit: (next) => async (target, order, exchange) => {
          inFlight += 1
          await pause(3 * inFlight)
          const outcome = await next(target, order, exchange)
          inFlight -= 1
          const token: RevokedRecord = { ...target, revocation: { ...order, at: clock() } }
          return isRefusal(outcome) ? outcome : { first: true, token }
        },
      }
    },
  },
  {
    name: 'wrong-actor',
    summary: '`revoked_by` is the holder of the token, not who revoked it.',
    wrap: () => withData((_, { email }) => ({ revoked_by: email })),
  },
  {
    name: 'reason-truncated',
    summary: 'The reason is cut without a word.',
    parameter: { unit: 'characters', default: 255 },
    wrap: ({ value }) =>
      withData(({ revocation_reason: reason }) => ({ revocation_reason: text(reason, (given) => given.slice(0, value)) })),
  },
  {
    name: 'reason-cut-at-emoji',
    summary: 'The reason ends where a character takes four bytes of UTF-8, as in older databases.',
    wrap: () =>
      withData(({ revocation_reason: reason }) => ({
        revocation_reason: text(reason, (given) => given.replace(/[\u{10000}-\u{10ffff}].*/su, '')),
      })),
  },
  {
    name: 'reason-dropped',
    level: 'should',
    summary: 'The reason is lost.',
    wrap: () => withData(() => ({ revocation_reason: null })),
  },
  {
    name: 'reason-escaped',
    summary: 'The reason comes back with its markup escaped.',
    wrap: () =>
      withData(({ revocation_reason: reason }) => ({
        revocation_reason: text(reason, (given) => given.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')),
      })),
  },
  {
    name: 'reason-trimmed',
    level: 'should',
    summary: 'The reason comes back without the white space around it.',
    wrap: () => withData(({ revocation_reason: reason }) => ({ revocation_reason: text(reason, (given) => given.trim()) })),
  },
])

function text(value: unknown, change: (text: string) => string): unknown {
  return typeof value === 'string' ? change(value) : value
}
