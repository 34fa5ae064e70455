import type { History } from '../../history/history.ts'
import type { Exchange } from '../../history/events.ts'
import { endOf } from '../../history/timeline.ts'
import type { UseAfterDeath } from '../../history/witness.ts'
import { readRequest } from '../../interpretation/request.ts'
import type { Breach } from '../judging.ts'

/** The exchanges that show an acceptance after death: seen alive, revoked, (rejected,) accepted. */
export function findingOf(use: UseAfterDeath, between: readonly Exchange[] = []): Omit<Breach, 'key'> {
  const { life, exchange } = use
  const revocation = life.touches.find((touch) => touch.acknowledged && endOf(touch.exchange) === life.ack)?.exchange
  const alive = life.uses.findLast((earlier) => revocation !== undefined && endOf(earlier) < revocation.begin)
  return {
    expected: '401 for the credential of a revoked token',
    got: `${exchange.response?.status}, as for a live one, ${Math.round(exchange.begin - life.ack)} ms after the revocation`,
    exchanges: [alive, revocation, ...between, exchange].flatMap((one) => one?.id ?? []),
    tokens: [life.token.alias],
    at: 'status',
  }
}

/** Whether a use asked for the revocation of another token. */
export function asksForAct(history: History, { life, exchange }: UseAfterDeath): boolean {
  const { route, target } = readRequest(history, exchange)
  return route === 'revoke' && target.kind === 'token' && target.alias !== life.token.alias
}

/** Whether it got it. */
export function acted(history: History, use: UseAfterDeath): boolean {
  return asksForAct(history, use) && use.answer === 'accepted' && use.exchange.response?.status === 201
}
