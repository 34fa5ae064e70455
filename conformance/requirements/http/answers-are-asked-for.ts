import type { ConnectionEvent, Exchange } from '../../history/events.ts'
import { groupBy } from '../../history/group.ts'
import type { History } from '../../history/history.ts'
import { judgementOf } from '../judging.ts'
import type { Breach, Promised } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

const promised: Promised = {
  id: 'http/answers-are-asked-for',
  level: 'should',
  title: 'No bytes come that answer no request',
  source: rfc(
    9112,
    '9.2',
    'If a client receives data on a connection that does not have outstanding requests, the client MUST NOT consider that data to be a valid response',
  ),
}

/**
 * Whoever sends an answer too many gives the next client of a shared connection what was meant for another. A warning only:
 * what came was thrown away with the connection, and some servers say 408 before they close an idle one.
 */
export const answersAreAskedFor: Requirement = {
  ...promised,
  judge: (history) => judgementOf(promised, history, situationsIn(history)),
}

/** One for each connection that carried a whole answer to a well-formed request and has closed. */
function situationsIn(history: History): readonly (readonly Breach[])[] {
  const carried = groupBy(history.exchanges, ({ connection }) => connection)
  return history.events
    .filter((event) => event.kind === 'connection')
    .filter(({ event }) => event === 'closed')
    .flatMap((closed) => {
      const exchanges = carried.get(closed.connection) ?? []
      const last = exchanges.findLast(({ end }) => end !== null)
      // Bytes that are no HTTP may look like several requests to the other side.
      if (last === undefined || exchanges.some(({ request }) => request.framing === 'raw')) return []
      return [closed.unsolicited === true ? [breachAfter(last, closed)] : []]
    })
}

function breachAfter(last: Exchange, { at }: ConnectionEvent): Breach {
  const after = Math.max(0, Math.round(at - (last.end ?? at)))
  return {
    key: 'unsolicited',
    expected: 'one answer to a request',
    got: `more bytes, ${after} ms after the answer had ended`,
    exchanges: [last.id],
  }
}
