import { tellingUses } from '../../history/deaths.ts'
import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import type { Life } from '../../history/timeline.ts'
import { timelineOf } from '../../history/timeline.ts'
import { reactionTo } from '../../history/witness.ts'
import { isPlain } from '../../interpretation/request.ts'
import type { Breach } from '../judging.ts'
import { isSettledAfter } from './rest.ts'

/**
 * Tokens whose first revocation went without an answer and whose second one was refused. Either the first had its effect and
 * the token is dead, or it had none and a live token was to be revoked: one that is accepted long afterwards breaks the
 * contract both ways.
 */
export function pretendedRevocations(history: History): readonly (readonly Breach[])[] {
  return [...timelineOf(history).lives].flatMap((life) => {
    const lost = life.touches.find((touch) => touch.mayHaveRevoked && isLost(touch.exchange))?.exchange
    const again = lost === undefined ? undefined : refusedAttempt(history, life, lost)
    return lost === undefined || again === undefined ? [] : [breachesIn(history, life, lost, again)]
  })
}

function breachesIn(history: History, life: Life, lost: Exchange, again: Exchange): readonly Breach[] {
  const { propagation } = history.header
  const alive = tellingUses(history, life).find((use) => isSettledAfter(again, use, propagation) && reactionTo(history, use) === 'accepted')
  if (alive === undefined) return []
  return [
    {
      key: 'refused as if revoked, and still accepted',
      expected: '201 for the second revocation, or a dead token',
      got: `${again.response?.status}, and the token was accepted ${Math.round(alive.begin - again.begin)} ms later`,
      exchanges: [lost.id, again.id, alive.id],
      tokens: [life.token.alias],
      at: 'status',
    },
  ]
}

function isLost({ end, response, failure }: Exchange): boolean {
  return (end === null && failure?.code !== 'connect') || (response?.status ?? 0) >= 500
}

/** How a revoked token may be refused; 409 may be about the first attempt, still under way and then given up. */
const asIfRevoked: ReadonlySet<number> = new Set([400, 404, 410, 422])

/** The first such answer to a manager who, with nothing else in doubt, revoked the token later. */
function refusedAttempt(history: History, life: Life, lost: Exchange): Exchange | undefined {
  if (life.token.kind !== 'revocable') return undefined
  return life.touches.find(({ exchange, reading }) => {
    if (exchange.begin <= lost.begin || exchange.end === null || !asIfRevoked.has(exchange.response?.status ?? 0)) return false
    if (!isPlain(reading) || reading.credential.kind !== 'token' || reading.credential.spelling !== 'exact') return false
    const { alias } = reading.credential
    const timeline = timelineOf(history)
    const states = timeline.credentialStates(alias, exchange)
    // A replica that has not heard of the token, or is restarting, knows nothing of its revocation.
    if (timeline.isUnsettled(exchange) || timeline.targetStates(life.token.alias, exchange).has('not yet accepted')) return false
    return history.token(alias)?.kind === 'manager' && states.size === 1 && states.has('live')
  })?.exchange
}
