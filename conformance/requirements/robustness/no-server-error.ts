import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { derived } from '../../history/origin.ts'
import { timelineOf } from '../../history/timeline.ts'
import type { RequestReading } from '../../interpretation/request.ts'
import { readRequest } from '../../interpretation/request.ts'
import { transient } from '../../interpretation/rows.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'
import { levelAt, situationOf } from './situation.ts'

/** 501 for a method, 501 and 505 for what is not quite HTTP, and a single answer of a busy server aside. */
export const noServerError: Requirement = perExchange(
  {
    id: 'robustness/no-server-error',
    level: 'must',
    title: 'No request, however malformed, is answered with a server error',
    source: rfc(
      9110,
      '15.6',
      'The 5xx (Server Error) class of status code indicates that the server is aware that it has erred or is incapable of performing the requested method.',
    ),
  },
  (exchange, history) => {
    const status = exchange.response?.status
    if (status === undefined || exchange.end === null || timelineOf(history).isUnsettled(exchange)) return undefined
    const reading = readRequest(history, exchange)
    if (status < 500 || isNoError(status, exchange, reading)) return []
    if (transient.includes(status) && !happenedAgainAtRest(history, exchange)) return []
    const situation = situationOf(history, exchange)
    return [
      {
        ...levelAt(reading),
        key: `${status}: ${situation}`,
        expected: 'an answer below 500',
        got: `${status} for ${situation}`,
        exchanges: [exchange.id],
        at: 'status',
      },
    ]
  },
)

/** RFC 9112 section 6.1 has 501 for an unknown transfer coding, RFC 9110 section 15.6.6 has 505 for another version. */
function isNoError(status: number, { request }: Exchange, { route }: RequestReading): boolean {
  if (request.framing === 'raw') return status === 501 || status === 505
  return status === 501 && request.method !== 'POST' && route !== 'probe'
}

/** Whether the same request had got the same answer before, and nothing else was under way now. */
function happenedAgainAtRest(history: History, exchange: Exchange): boolean {
  const first = transientAnswers(history).get(sameness(exchange))
  return first !== undefined && first < exchange.id && aloneIn(history).has(exchange.id)
}

/** What was asked and how it was answered, and the first exchange of which that is true. */
const transientAnswers = derived((history: History): ReadonlyMap<string, number> => {
  const first = new Map<string, number>()
  for (const exchange of history.exchanges) {
    if (!transient.includes(exchange.response?.status ?? 0)) continue
    first.set(sameness(exchange), Math.min(exchange.id, first.get(sameness(exchange)) ?? exchange.id))
  }
  return first
})

function sameness({ request: { method, target, headers, body }, response }: Exchange): string {
  return JSON.stringify([response?.status, method, target, headers, body?.text])
}

/** Exchanges during which nothing else was under way. */
const aloneIn = derived((history: History): ReadonlySet<number> => {
  const alone = new Set<number>()
  let over = Number.NEGATIVE_INFINITY
  for (const [index, { id, begin, end, failure }] of history.exchanges.entries()) {
    const next = history.exchanges[index + 1]?.begin ?? Number.POSITIVE_INFINITY
    if (end !== null && over <= begin && next >= end) alone.add(id)
    // What was given up is over, else nothing after it would ever be alone.
    over = Math.max(over, end ?? failure?.at ?? Number.POSITIVE_INFINITY)
  }
  return alone
})
