import { revocationIn, revokedAtIn } from '../../interpretation/answer.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { successIn, successesIn } from './success.ts'

export const timestampIsRfc3339: Requirement = perExchange(
  {
    id: 'envelope/timestamp-is-rfc3339',
    level: 'must',
    title: '`revoked_at` is a date-time as RFC 3339 writes it, with its offset',
    source: contract('/components/schemas/APITokenRevokeResponse/properties/revoked_at/description', 'When the token was revoked'),
  },
  (exchange, history) => {
    const data = successIn(history, exchange) === undefined ? undefined : revocationIn(exchange)
    if (data === undefined) return undefined
    const value = data['revoked_at']
    if (revokedAtIn(exchange) !== undefined) return []
    return [
      {
        key: kindOf(value),
        expected: 'an RFC 3339 date-time such as 2026-01-31T09:30:00Z',
        got: value === undefined ? 'nothing' : `${JSON.stringify(value).slice(0, 80)}: ${kindOf(value)}`,
        exchanges: [exchange.id],
        at: '/data/revoked_at',
      },
    ]
  },
  successesIn,
)

/** What is wrong with it, by name. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (typeof value === 'number') return 'a number'
  if (typeof value !== 'string') return 'no string'
  if (/^\d{4}-\d\d-\d\d \d\d:/.test(value)) return 'a space in the place of T'
  if (/[+-]\d{4}$/.test(value)) return 'an offset without a colon'
  if (/T[\d:.]+[+-]\d\d$/.test(value)) return 'an offset without minutes'
  if (/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(value)) return 'no offset'
  return 'no date-time'
}
