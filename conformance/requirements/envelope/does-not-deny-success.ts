import { answerOf, asObject } from '../../interpretation/answer.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { successIn, successesIn } from './success.ts'

export const doesNotDenySuccess: Requirement = perExchange(
  {
    id: 'envelope/does-not-deny-success',
    level: 'must',
    title: 'A 201 does not say `success: false`',
    source: contract('responses/201/description', 'Successful Response'),
  },
  (exchange, history) => {
    const response = successIn(history, exchange)
    if (response === undefined) return undefined
    const { body } = answerOf(response)
    const envelope = body.kind === 'json' ? asObject(body.value) : undefined
    if (envelope === undefined) return undefined
    const success = envelope['success']
    const at = { exchanges: [exchange.id], at: '/success', expected: '"success": true' }
    if (success === false) return [{ ...at, key: 'false', got: '"success": false' }]
    return success === undefined && asObject(envelope['data']) !== undefined
      ? [{ ...at, level: 'should', key: 'absent', got: 'no "success"' }]
      : []
  },
  successesIn,
)
