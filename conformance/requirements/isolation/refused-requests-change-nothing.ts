import { blamedDeathsOf } from '../../history/blame.ts'
import { tellingUses } from '../../history/deaths.ts'
import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { haveOverlapped } from '../../history/overlap.ts'
import { saysNothing } from '../../history/says-nothing.ts'
import type { Life, Touch } from '../../history/timeline.ts'
import { endOf, timelineOf } from '../../history/timeline.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

const promised: Promised = {
  id: 'isolation/refused-requests-change-nothing',
  level: 'must',
  title: 'A token whose revocation was refused is still live',
  source: contract('responses/403/description', 'Forbidden - Insufficient permissions'),
}

/** A race of which every racer was refused is `finality/race-has-one-outcome`. */
export const refusedRequestsChangeNothing: Requirement = {
  ...promised,
  judge: (history) => {
    const deaths = blamedDeathsOf(history).filter(({ blame, refusals }) => blame === 'a refusal' && !haveOverlapped(refusals))
    const proven = new Set(deaths.flatMap(({ refusals }) => (statusesOf(refusals).length === 1 ? statusesOf(refusals) : [])))
    const refused = [...timelineOf(history).lives].filter((life) => wasTriedAfterRefusal(history, life))
    const breaches = deaths.map(({ life, lastAlive, refused: dead, refusals, candidates }) => ({
      key: keyOf(refusals, proven),
      expected: 'the token is accepted, as before the refused request',
      got: '401',
      exchanges: [...new Set([lastAlive.id, ...refusals.map(({ id }) => id), dead.id])],
      tokens: [life.token.alias],
      at: 'status',
      ...(candidates.length > 1 ? { candidates: candidates.map(({ id }) => id) } : {}),
    }))
    return {
      ...judgementOf(
        promised,
        history,
        breaches.map((breach) => [breach]),
      ),
      exercised: refused.length,
    }
  },
}

/** Of several refusals, the one whose like alone explains another death of this run. */
function keyOf(refusals: readonly Exchange[], proven: ReadonlySet<number>): string {
  const likely = statusesOf(refusals).filter((status) => proven.has(status))
  return likely.length === 1 ? `after a ${likely[0]}` : 'after one of several refusals'
}

function statusesOf(refusals: readonly Exchange[]): readonly number[] {
  return [...new Set(refusals.flatMap(({ response }) => response?.status ?? []))]
}

/** Whether somebody looked, before the token could rightly be dead; who is busy refuses without a look at anything. */
function wasTriedAfterRefusal(history: History, life: Life): boolean {
  const lastUse = tellingUses(history, life).findLast((use) => endOf(use) < life.first && !saysNothing(use))
  const isRefusal = ({ mayHaveRevoked, exchange }: Touch): boolean => !mayHaveRevoked && !saysNothing(exchange)
  return lastUse !== undefined && life.touches.some((touch) => isRefusal(touch) && endOf(touch.exchange) < lastUse.begin)
}
