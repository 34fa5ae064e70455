import { listOf } from '../../interpretation/answer.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

/** Without a word about it nothing is cached; only an explicit permission is worth a word. */
export const answersAreNotCached: Requirement = perExchange(
  {
    id: 'http/answers-are-not-cached',
    level: 'may',
    title: 'Answers about tokens invite no cache to keep them',
    source: rfc(9110, '9.3.3', 'Responses to POST requests are only cacheable when they include explicit freshness information'),
  },
  (exchange, history) => {
    if (exchange.response === null || exchange.end === null || readRequest(history, exchange).route !== 'revoke') return undefined
    const control = listOf(exchange.response.headers, 'cache-control') ?? ''
    const mayBeKept = /\bpublic\b|\bs?-?max-?age\s*=\s*"?0*[1-9]/i.test(control) && !/\bno-store\b/i.test(control)
    if (!mayBeKept) return []
    return [
      { key: 'may be kept', expected: 'Cache-Control: no-store, or none', got: control, exchanges: [exchange.id], at: 'cache-control' },
    ]
  },
)
