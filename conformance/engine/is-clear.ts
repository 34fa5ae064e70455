import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { assessmentsOf } from '../interpretation/assessment.ts'
import { readRequest } from '../interpretation/request.ts'
import { transient } from '../interpretation/rows.ts'
import { mustFindings } from './judge.ts'

/**
 * Whether a history of several cases clears every one of them: nothing in it is a finding of level `must`, nor anything that a
 * finding could be made of where less is known. What excuses a token or a door (a lockout, a lifetime, a credential that is let
 * in again later, a door that does not tell garbage from a token, a busy server) shows in an answer that is not the one that was
 * due, or in one that is missing. With none of these there is nothing to excuse: a case knows no more of its tokens when it is
 * looked at among others, and fewer states in which the others may be, so that what was due to it then is due to it alone, too.
 */
export function isClear(history: History): boolean {
  const asDue = new Set(assessmentsOf(history).flatMap(({ exchange, standing }) => (standing === 'accepted' ? exchange : [])))
  return history.exchanges.every((exchange) => isUneventful(history, exchange, asDue)) && mustFindings(history).length === 0
}

function isUneventful(history: History, exchange: Exchange, asDue: ReadonlySet<Exchange>): boolean {
  const { response, end, failure, request } = exchange
  // Nothing is due to what was dropped on purpose.
  if (response === null || end === null) return failure?.code === 'aborted'
  if (transient.includes(response.status) || response.status === 408) return false
  if (asDue.has(exchange) || request.framing === 'raw') return true
  const { route, credential } = readRequest(history, exchange)
  return route === 'probe' && (credential.kind !== 'unknown' || response.status === 401)
}
