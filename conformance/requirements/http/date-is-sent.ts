import { dateOf, headerOf } from '../../interpretation/answer.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

/** It is what `envelope/timestamp-is-the-time` measures by. */
export const dateIsSent: Requirement = perExchange(
  {
    id: 'http/date-is-sent',
    level: 'should',
    title: 'Answers carry a `Date`',
    source: rfc(
      9110,
      '6.6.1',
      'An origin server with a clock MUST generate a Date header field in all 2xx (Successful), 3xx (Redirection), and 4xx (Client Error) responses',
    ),
  },
  (exchange, history) => {
    const { response, request, end } = exchange
    if (response === null || end === null || response.status < 200 || response.status >= 500) return undefined
    if (request.framing === 'raw' || readRequest(history, exchange).route === 'probe') return undefined
    if (dateOf(response) !== undefined) return []
    const date = headerOf(response.headers, 'date')
    return [
      {
        key: date === undefined ? 'absent' : 'no date',
        expected: 'a Date field',
        got: date ?? 'none',
        exchanges: [exchange.id],
        at: 'date',
      },
    ]
  },
)
