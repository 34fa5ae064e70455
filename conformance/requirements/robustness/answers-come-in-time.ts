import type { History } from '../../history/history.ts'
import { latenciesOf } from '../../history/latencies.ts'
import { derived } from '../../history/origin.ts'
import { timelineOf } from '../../history/timeline.ts'
import { perExchange } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'
import { situationOf } from './situation.ts'

/** An answer is late after this time, in ms, and so many times the median (rule 9). */
const late = { after: 2000, medians: 20 }

export const answersComeInTime: Requirement = perExchange(
  {
    id: 'robustness/answers-come-in-time',
    level: 'may',
    title: 'No answer takes twenty times as long as the others, and more than two seconds',
    source: rfc(9110, '3.4', 'A server responds to a client\'s request by sending one or more "response" messages'),
  },
  (exchange, history) => {
    if (exchange.end === null || timelineOf(history).isUnsettled(exchange)) return undefined
    const took = exchange.end - exchange.begin
    if (took <= Math.max(late.after, late.medians * medianIn(history))) return []
    return [
      {
        key: 'late',
        expected: `an answer about as soon as the others, whose median is ${Math.round(medianIn(history))} ms`,
        got: `${Math.round(took)} ms for ${situationOf(history, exchange)}`,
        exchanges: [exchange.id],
      },
    ]
  },
)

/** ms */
const medianIn = derived((history: History): number => {
  const times = latenciesOf(history.exchanges)
  return times[Math.floor(times.length / 2)] ?? 0
})
