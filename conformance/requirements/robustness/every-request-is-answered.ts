import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { derived } from '../../history/origin.ts'
import { timelineOf } from '../../history/timeline.ts'
import { readRequest } from '../../interpretation/request.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'
import { levelAt, situationOf } from './situation.ts'

/**
 * One lost answer proves nothing (rule 9), so it takes two. A connection that was closed without a byte counts only when it
 * was fresh, and never after bytes that are no HTTP or that the HTTP layer may refuse for their size.
 */
export const everyRequestIsAnswered: Requirement = perExchange(
  {
    id: 'robustness/every-request-is-answered',
    level: 'must',
    title: 'Every request gets an answer',
    source: rfc(9110, '3.4', 'A server responds to a client\'s request by sending one or more "response" messages'),
  },
  (exchange, history) => {
    if (timelineOf(history).isUnsettled(exchange)) return undefined
    if (!isMissing(history, exchange)) return exchange.end === null ? undefined : []
    if (missingIn(history).length < 2) return []
    return [
      {
        ...levelAt(readRequest(history, exchange)),
        key: exchange.failure?.code === 'timeout' ? 'never answered' : 'connection dropped',
        expected: 'an answer',
        got: `${exchange.failure?.message ?? 'none'} (${missingIn(history).length} requests of ${history.exchanges.length} were left without one; this was ${situationOf(history, exchange)})`,
        exchanges: [exchange.id],
      },
    ]
  },
)

/** None where not a byte ever came: whoever that is, it was not reached, which is no conclusion and no accusation. */
const missingIn = derived((history: History): readonly Exchange[] =>
  history.exchanges.some(({ response, failure }) => response !== null || (failure?.bytesRead ?? 0) > 0)
    ? history.exchanges.filter((exchange) => isMissing(history, exchange))
    : [],
)

/** Sizes from which the HTTP layer may hang up. */
const large = 8000

function isMissing(history: History, exchange: Exchange): boolean {
  const { failure, request } = exchange
  if (failure === null || request.framing === 'raw' || failure.bytesRead > 0 || timelineOf(history).isUnsettled(exchange)) return false
  if (failure.code === 'timeout') return true
  if (failure.code !== 'closed' && failure.code !== 'reset') return false
  const size = request.target.length + request.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (exchange.reused || size >= large || (request.body?.length ?? 0) >= large) return false
  const { credential, target } = readRequest(history, exchange)
  return credential.kind !== 'malformed' && !(target.kind === 'not a uuid' && target.brokenEncoding)
}
