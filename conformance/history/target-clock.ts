import { dateOf, revokedAtIn } from '../interpretation/answer.ts'
import { readRequest } from '../interpretation/request.ts'
import type { Exchange, HistoryEvent } from './events.ts'
import { pushTo } from './group.ts'
import type { History } from './history.ts'
import { inOrder } from './history.ts'
import { isRefused } from './is-refused.ts'
import { derived } from './origin.ts'
import { countUpTo } from './search.ts'

/**
 * The target's own clock during an exchange, in ms since the epoch, by the exchange's `Date`; where it has none, by the
 * nearest answer that tells a time. `undefined` where no answer does: the target's time is never compared with ours.
 */
export function targetTimeOf(history: History, exchange: Exchange): number | undefined {
  const own = timeIn(exchange)
  if (own !== undefined) return own
  const distance = ({ at }: ClockReading): number => Math.abs(at - exchange.begin)
  const readings = clockReadings(history)
  const count = countUpTo(readings, exchange.begin, ({ at }) => at)
  const [nearest] = readings.slice(Math.max(0, count - 1), count + 1).toSorted((a, b) => distance(a) - distance(b))
  return nearest === undefined ? undefined : nearest.time + exchange.begin - nearest.at
}

/** The latest time on the target's clock during any exchange, as above; infinity where it cannot be told of one of them. */
export const latestTimeIn: (history: History) => number = derived((history: History) =>
  history.exchanges.reduce(
    (latest, exchange) => Math.max(latest, targetTimeOf(history, exchange) ?? Number.POSITIVE_INFINITY),
    Number.NEGATIVE_INFINITY,
  ),
)

interface ClockReading {
  /** On the clock of the run, in ms. */
  readonly at: number
  /** On the target's, in ms since the epoch. */
  readonly time: number
}

/** In order. By `Date`; of a target that sends none, by the `revoked_at` of revocations that were certainly the first of their token. */
const clockReadings = derived((history: History): readonly ClockReading[] => {
  // Events stand in the order in which they ended, so that there is next to nothing to sort.
  const dates = readingsBy(history.events, timeIn)
  return dates.length > 0 ? dates : readingsBy(firstRevocations(history), revokedAtOf)
})

function readingsBy(events: readonly HistoryEvent[], timeOf: (exchange: Exchange) => number | undefined): readonly ClockReading[] {
  const told: { readonly at: number; readonly time: number; readonly exchange: Exchange }[] = []
  for (const event of events) {
    const time = event.kind === 'exchange' && event.end !== null ? timeOf(event) : undefined
    if (time !== undefined && event.kind === 'exchange' && event.end !== null) told.push({ at: event.end, time, exchange: event })
  }
  return told.toSorted((a, b) => a.at - b.at || inOrder(a.exchange, b.exchange))
}

/** Of each token the first request that may have revoked it, where it was answered before another one began. */
function firstRevocations(history: History): readonly Exchange[] {
  const touches = new Map<string, Exchange[]>()
  for (const exchange of history.exchanges) {
    if (isRefused(exchange)) continue
    for (const alias of readRequest(history, exchange).names) pushTo(touches, alias, exchange)
  }
  return [...touches.values()].flatMap(([first, second]) =>
    first === undefined || (second !== undefined && second.begin <= (first.end ?? Number.POSITIVE_INFINITY)) ? [] : [first],
  )
}

function timeIn({ response }: Exchange): number | undefined {
  return response === null ? undefined : dateOf(response)
}

function revokedAtOf(exchange: Exchange): number | undefined {
  const instant = revokedAtIn(exchange)
  return instant === undefined ? undefined : instant.microseconds / 1000
}
