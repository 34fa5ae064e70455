import { timelineOf } from '../../history/timeline.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'
import { levelAt, situationOf } from './situation.ts'

export const answersAreWhole: Requirement = perExchange(
  {
    id: 'robustness/answers-are-whole',
    level: 'must',
    title: 'An answer that was begun is finished, and is HTTP',
    source: rfc(
      9112,
      '8',
      'A message body that uses the chunked transfer coding is incomplete if the zero-sized chunk that terminates the encoding has not been received.',
    ),
  },
  (exchange, history) => {
    const { failure } = exchange
    if (exchange.request.framing === 'raw' || timelineOf(history).isUnsettled(exchange)) return undefined
    if (failure === null) return []
    if (failure.code === 'aborted' || failure.code === 'interrupted' || failure.code === 'connect') return undefined
    if (failure.bytesRead === 0 && failure.code !== 'malformed' && failure.code !== 'too-large') return undefined
    return [
      {
        ...levelAt(readRequest(history, exchange)),
        key: failure.code,
        expected: 'a whole HTTP answer',
        got: `${failure.message} (${situationOf(history, exchange)})`,
        exchanges: [exchange.id],
      },
    ]
  },
)
