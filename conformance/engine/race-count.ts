import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { haveOverlapped } from '../history/overlap.ts'
import { saysNothing } from '../history/says-nothing.ts'
import type { Life } from '../history/timeline.ts'
import { beginOf, endOf, timelineOf } from '../history/timeline.ts'
import type { RunFacts } from './result.ts'

/** How seldom a defect may show and still count as one to be found: once in so many races. */
const seldom = 20

/** Counts the tokens whose revocation overlapped another request that named or bore them, and of which no answer was lost. */
export function racesIn(history: History): RunFacts['races'] {
  const count = [...timelineOf(history).lives].filter(wasRaced).length
  return { count, chanceToMiss: Math.round((1 - 1 / seldom) ** count * 1000) / 1000 }
}

/** What had no answer may have arrived at any time, or never: whatever ended after it began shows nothing for certain. */
function wasRaced(life: Life): boolean {
  if (wasAlone(life)) return false
  const { touches, uses } = life
  const all = new Set([...touches.map(({ exchange }) => exchange), ...uses])
  const lost = [...all].filter(({ end }) => end === null)
  const until = lost.map(beginOf).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const revocations = new Set(touches.filter(({ mayHaveRevoked }) => mayHaveRevoked).map(({ exchange }) => exchange))
  const racers = [...all].filter((exchange) => !saysNothing(exchange) && endOf(exchange) < until)
  return haveOverlapped(racers, (exchange) => revocations.has(exchange))
}

/** Whether nothing was under way with its only revocation, as with most tokens; or nobody revoked it. */
function wasAlone({ touches, uses }: Life): boolean {
  const revocations = touches.filter(({ mayHaveRevoked }) => mayHaveRevoked)
  const [revocation] = revocations
  if (revocation === undefined) return true
  const isBeside = (other: Exchange): boolean =>
    other !== revocation.exchange && other.begin < endOf(revocation.exchange) && revocation.exchange.begin < endOf(other)
  return revocations.length === 1 && !uses.some(isBeside) && !touches.some(({ exchange }) => isBeside(exchange))
}
