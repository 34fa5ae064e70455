import type { Exchange } from '../../history/events.ts'
import type { Life } from '../../history/timeline.ts'
import { endOf } from '../../history/timeline.ts'

/** How long, in ms, a revocation whose answer was lost may still be on its way before the target is at rest again. */
const settling = 1000

/** Whether nothing that may have revoked the token was still under way, or had only just been left without an answer. */
export function isAtRest(life: Life, exchange: Exchange, propagation: number): boolean {
  const begun = life.touches.filter((touch) => touch.mayHaveRevoked && touch.exchange.begin <= endOf(exchange))
  return begun.every(({ exchange: touch }) => {
    const over = touch.end === null ? touch.begin + settling : touch.end
    return over + propagation < exchange.begin
  })
}

/** Whether long enough has passed since an answer for everything before it to have settled. */
export function isSettledAfter(earlier: Exchange, later: Exchange, propagation: number): boolean {
  return endOf(earlier) + settling + propagation < later.begin
}
