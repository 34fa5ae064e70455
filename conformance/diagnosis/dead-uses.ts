import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { memoized } from '../history/memo.ts'
import type { Life } from '../history/timeline.ts'
import { endOf } from '../history/timeline.ts'
import type { UseAfterDeath } from '../history/witness.ts'
import { usesAfterDeath } from '../history/witness.ts'
import type { RequestReading } from '../interpretation/request.ts'
import { readRequest } from '../interpretation/request.ts'
import type { Observed } from './contrast.ts'

/** A use of a revoked token, with what it may depend on. */
export interface DeadUse {
  readonly life: Life
  readonly exchange: Exchange
  readonly reading: RequestReading
  /** The one whose 201 ended first. */
  readonly revocation: Exchange
  readonly revoked: RequestReading
  /** ms since the end of its revocation. */
  readonly age: number
  /** Whether nobody had used the token between its revocation and this use. */
  readonly isFirst: boolean
}

/** Every use that was certainly accepted or rejected; to accept one is wrong. */
export const deadUsesIn: (history: History) => readonly Observed<DeadUse>[] = memoized((history: History) => {
  const seen = new Set<Life>()
  return usesAfterDeath(history).flatMap((use) => {
    const isFirst = !seen.has(use.life)
    seen.add(use.life)
    const sample = use.answer === 'unclear' ? undefined : deadUseOf(history, use, isFirst)
    return sample === undefined ? [] : [{ sample, isWrong: use.answer === 'accepted' }]
  })
})

function deadUseOf(history: History, { life, exchange }: UseAfterDeath, isFirst: boolean): DeadUse | undefined {
  const revocation = life.touches.find((touch) => touch.acknowledged && endOf(touch.exchange) === life.ack)?.exchange
  if (revocation === undefined) return undefined
  const reading = readRequest(history, exchange)
  return { life, exchange, reading, revocation, revoked: readRequest(history, revocation), age: exchange.begin - life.ack, isFirst }
}

/** Of each token the use by which it is judged: the first that was accepted, or else its last. */
export function byToken(uses: readonly Observed<DeadUse>[]): readonly Observed<DeadUse>[] {
  const tokens = new Map<Life, Observed<DeadUse>>()
  for (const use of uses) if (tokens.get(use.sample.life)?.isWrong !== true) tokens.set(use.sample.life, use)
  return [...tokens.values()]
}
