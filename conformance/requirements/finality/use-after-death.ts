import type { History } from '../../history/history.ts'
import type { Exchange } from '../../history/events.ts'
import { endOf } from '../../history/timeline.ts'
import type { UseAfterDeath } from '../../history/witness.ts'
import { readRequest } from '../../interpretation/request.ts'
import type { Breach } from '../judging.ts'

/** Most exchanges a finding shows; the rest is told by their number. */
const most = 8

/** The exchanges that show an acceptance after death: seen alive, all that touched it, (rejected,) accepted. */
export function findingOf(use: UseAfterDeath, between: readonly Exchange[] = []): Omit<Breach, 'key'> {
  const { life, exchange } = use
  const revocation = life.touches.find((touch) => touch.acknowledged && endOf(touch.exchange) === life.ack)?.exchange
  const before = (one: Exchange): boolean => one.begin < exchange.begin
  const alive = life.uses.findLast((earlier) => revocation !== undefined && endOf(earlier) < revocation.begin)
  // A use that was under way during the revocation, and a second revocation, are what some defects need.
  const inFlight = life.uses.filter(
    (earlier) => revocation !== undefined && before(earlier) && earlier.begin < endOf(revocation) && endOf(earlier) > revocation.begin,
  )
  const touches = life.touches.filter((touch) => touch.mayHaveRevoked && before(touch.exchange)).map((touch) => touch.exchange)
  const shown = new Set(
    [alive, ...inFlight, revocation, ...touches, ...between].flatMap((one) => (one === undefined || one.id === exchange.id ? [] : one.id)),
  )
  return {
    expected: '401 for the credential of a revoked token',
    got: `${exchange.response?.status}, as for a live one, ${Math.round(exchange.begin - life.ack)} ms after the revocation`,
    exchanges: [...[...shown].slice(0, most - 1), exchange.id],
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
