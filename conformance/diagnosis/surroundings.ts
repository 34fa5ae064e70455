import { groupBy } from '../history/group.ts'
import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { memoized } from '../history/memo.ts'
import { countUpTo } from '../history/search.ts'
import { beginOf, endOf, timelineOf } from '../history/timeline.ts'
import { readRequest } from '../interpretation/request.ts'

/** What happened beside an exchange, and before it. */
export interface Surroundings {
  /** What was let in over a connection with the credential of a token, in order: answered, and not with 401. */
  letInOn(connection: number, alias: string): readonly Exchange[]
  /** The first that was let in over a connection with the credential of any manager. */
  firstManagerOn(connection: number): Exchange | undefined
  /** How many other exchanges were under way at some time of this one. */
  countBeside(exchange: Exchange): number
  /** Acknowledged revocations of other tokens that were under way at some time of this one. */
  revocationsBeside(exchange: Exchange): readonly Exchange[]
  /** How many tokens were revoked between two instants. */
  countRevoked(after: number, until: number): number
}

export const surroundingsIn: (history: History) => Surroundings = memoized((history: History) => {
  const { exchanges } = history
  const letIn = groupBy(
    exchanges.flatMap((exchange) => {
      const { credential } = readRequest(history, exchange)
      const isLetIn = exchange.end !== null && exchange.response !== null && exchange.response.status !== 401
      return isLetIn && credential.kind === 'token' ? [{ exchange, alias: credential.alias }] : []
    }),
    ({ exchange }) => exchange.connection,
  )
  const byAlias = groupBy([...letIn.values()].flat(), ({ exchange, alias }) => `${exchange.connection} ${alias}`)
  const ends = exchanges.map((exchange) => exchange.end ?? exchange.failure?.at ?? exchange.begin).toSorted((a, b) => a - b)
  const lives = [...timelineOf(history).lives].filter(({ ack }) => Number.isFinite(ack))
  const acks = lives.map(({ ack }) => ack).toSorted((a, b) => a - b)
  const revocations = lives
    .flatMap((life) => life.touches.filter(({ acknowledged }) => acknowledged).map(({ exchange }) => exchange))
    .toSorted((a, b) => a.begin - b.begin)
  return {
    letInOn: (connection, alias) => (byAlias.get(`${connection} ${alias}`) ?? []).map(({ exchange }) => exchange),
    firstManagerOn: (connection) => letIn.get(connection)?.find(({ alias }) => history.token(alias)?.kind === 'manager')?.exchange,
    countBeside: (exchange) => countUpTo(exchanges, endOf(exchange), beginOf) - countUpTo(ends, exchange.begin, itself) - 1,
    revocationsBeside: (exchange) =>
      revocations
        .slice(0, countUpTo(revocations, endOf(exchange), beginOf))
        .filter((other) => endOf(other) > exchange.begin && other.request.target !== exchange.request.target),
    countRevoked: (after, until) => countUpTo(acks, until, itself) - countUpTo(acks, after, itself),
  }
})

function itself(value: number): number {
  return value
}
