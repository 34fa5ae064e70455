import type { Exchange, RecordedResponse } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { derived } from '../../history/origin.ts'
import { readRequest } from '../../interpretation/request.ts'

/** The 201 of the revoke operation that an exchange got whole; other paths and operations have envelopes of their own. */
export function successIn(history: History, exchange: Exchange): RecordedResponse | undefined {
  if (exchange.response?.status !== 201 || exchange.end === null) return undefined
  const { route } = readRequest(history, exchange)
  return route === 'revoke' || route === 'trailing slash' ? exchange.response : undefined
}

/** The exchanges of which that is true. */
export const successesIn: (history: History) => readonly Exchange[] = derived((history: History) =>
  history.exchanges.filter((exchange) => successIn(history, exchange) !== undefined),
)
