import type { Exchange } from './events.ts'
import { pushTo } from './group.ts'
import type { History } from './history.ts'
import { derived } from './origin.ts'

/** The exchanges that got a complete answer of a status, in order. */
export function answeredWith(history: History, status: number): readonly Exchange[] {
  return byStatus(history).get(status) ?? []
}

const byStatus = derived((history: History): ReadonlyMap<number, readonly Exchange[]> => {
  const groups = new Map<number, Exchange[]>()
  for (const exchange of history.exchanges) {
    if (exchange.response !== null && exchange.end !== null) pushTo(groups, exchange.response.status, exchange)
  }
  return groups
})
