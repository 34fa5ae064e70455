import type { History } from '../history/history.ts'
import { haveOverlapped } from '../history/overlap.ts'
import { timelineOf } from '../history/timeline.ts'
import type { RunFacts } from './result.ts'

/** How seldom a defect may show and still count as one to be found: once in so many races. */
const seldom = 20

/** Counts the tokens whose revocation overlapped another request that named or bore them. */
export function racesIn(history: History): RunFacts['races'] {
  const races = [...timelineOf(history).lives].filter((life) => {
    const revocations = new Set(life.touches.filter((touch) => touch.mayHaveRevoked).map((touch) => touch.exchange))
    const all = new Set([...life.touches.map((touch) => touch.exchange), ...life.uses])
    return haveOverlapped([...all], (exchange) => revocations.has(exchange))
  })
  return { count: races.length, chanceToMiss: Math.round((1 - 1 / seldom) ** races.length * 1000) / 1000 }
}
