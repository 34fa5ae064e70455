import { everyToken } from '../store/every-token.ts'
import type { Fault } from './fault.ts'
import { faultsOf } from './fault.ts'
import { enveloped, withData } from './tools.ts'

/** Faults in which `revoked_at` is no RFC 3339 time, or not the time of the revocation. */
export const timestampFaults: readonly Fault[] = faultsOf('envelope', [
  {
    name: 'missing-revoked-at',
    summary: 'A 201 has no `revoked_at`.',
    wrap: () =>
      enveloped((envelope) => {
        const { revoked_at: _, ...data } = envelope.data
        return { ...envelope, data }
      }),
  },
  {
    name: 'naive-timestamp',
    summary: '`revoked_at` has no offset.',
    wrap: () => withData((_, { revocation }) => ({ revoked_at: utc(revocation.at).replace('Z', '') })),
  },
  {
    name: 'compact-offset',
    summary: '`revoked_at` ends in "+0000", which is ISO 8601 but not RFC 3339.',
    wrap: () => withData((_, { revocation }) => ({ revoked_at: utc(revocation.at).replace('Z', '+0000') })),
  },
  {
    name: 'epoch-timestamp',
    summary: '`revoked_at` is a number of seconds.',
    wrap: () => withData((_, { revocation }) => ({ revoked_at: Math.floor(revocation.at / 1000) })),
  },
  {
    name: 'local-time-as-utc',
    summary: '`revoked_at` is the time of a place two hours ahead, and says it is UTC.',
    wrap: () => withData((_, { revocation }) => ({ revoked_at: utc(revocation.at + 7_200_000) })),
  },
  {
    name: 'created-at-as-revoked-at',
    summary: '`revoked_at` is when the record was created, long before.',
    wrap: () => withData(() => ({ revoked_at: '2024-01-01T08:00:00.000Z' })),
  },
  {
    name: 'issue-time-as-revoked-at',
    summary: '`revoked_at` is when the token was issued, be that a second before.',
    wrap({ clock, store }) {
      const issuedAt = new Map<string, number>()
      return {
        // A record does not say when it was made, so everybody new is noticed with the next request.
        identify: (next) => async (secret, exchange) => {
          for (const { id } of await everyToken(store)) if (!issuedAt.has(id)) issuedAt.set(id, clock())
          return next(secret, exchange)
        },
        ...withData((_, { id, revocation }) => ({ revoked_at: utc(issuedAt.get(id) ?? revocation.at) })),
      }
    },
  },
])

function utc(at: number): string {
  return new Date(at).toISOString()
}
