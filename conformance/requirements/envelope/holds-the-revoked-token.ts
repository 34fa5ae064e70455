import { answerOf, asObject } from '../../interpretation/answer.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { successIn, successesIn } from './success.ts'

/** The schema requires nothing of the envelope; the prose does. */
export const holdsTheRevokedToken: Requirement = perExchange(
  {
    id: 'envelope/holds-the-revoked-token',
    level: 'must',
    title: 'A 201 returns the revoked token in `data`',
    source: contract('description', '**Returns:** Revoked token information with revocation timestamp.'),
  },
  (exchange, history) => {
    const success = successIn(history, exchange)
    if (success === undefined) return undefined
    const { body } = answerOf(success)
    const envelope = body.kind === 'json' ? asObject(body.value) : undefined
    if (envelope === undefined) return undefined
    const data = envelope['data']
    if (data !== undefined && data !== null) return []
    const got =
      data === null ? '"data": null' : `an object without "data" (keys: ${Object.keys(envelope).slice(0, 8).join(', ') || 'none'})`
    return [
      { key: data === null ? 'null' : 'absent', expected: '"data" with the revoked token', got, exchanges: [exchange.id], at: '/data' },
    ]
  },
  successesIn,
)
