import { listOf } from '../../interpretation/answer.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

export const allowNamesPost: Requirement = perExchange(
  {
    id: 'http/allow-names-post',
    level: 'should',
    title: 'A 405 names the methods that work in `Allow`',
    source: rfc(
      9110,
      '15.5.6',
      "The origin server MUST generate an Allow header field in a 405 response containing a list of the target resource's currently supported methods.",
    ),
  },
  (exchange, history) => {
    const { route } = readRequest(history, exchange)
    if (exchange.response?.status !== 405 || exchange.end === null || (route !== 'other method' && route !== 'options')) return undefined
    const allow = listOf(exchange.response.headers, 'allow')
    const methods = allow?.split(',').map((method) => method.trim().toUpperCase()) ?? []
    if (methods.includes('POST')) return []
    return [
      {
        key: allow === undefined ? 'absent' : 'without POST',
        expected: 'Allow: POST',
        got: allow ?? 'no Allow field',
        exchanges: [exchange.id],
        at: 'allow',
      },
    ]
  },
)
