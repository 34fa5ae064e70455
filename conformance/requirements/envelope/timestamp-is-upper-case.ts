import { revocationIn, revokedAtIn } from '../../interpretation/answer.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'
import { successIn, successesIn } from './success.ts'

export const timestampIsUpperCase: Requirement = perExchange(
  {
    id: 'envelope/timestamp-is-upper-case',
    level: 'may',
    title: '`revoked_at` is written with an upper-case T and Z',
    source: rfc(3339, '5.6', 'Applications that generate this format SHOULD use upper case letters.'),
  },
  (exchange, history) => {
    const time = successIn(history, exchange) === undefined ? undefined : revocationIn(exchange)?.['revoked_at']
    if (typeof time !== 'string' || revokedAtIn(exchange) === undefined) return undefined
    if (!/[tz]/.test(time)) return []
    return [{ key: 'lower case', expected: time.toUpperCase(), got: time, exchanges: [exchange.id], at: '/data/revoked_at' }]
  },
  successesIn,
)
