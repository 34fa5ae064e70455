import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { revocationIn } from './answer.ts'
import type { RequestReading } from './request.ts'
import { looseId } from './target.ts'

/**
 * The token that a `POST` to another path than the contract's revoked, going by its answer: a router took the path for the
 * contract's, such as one with a letter percent-encoded. Filters that read paths in another way may not know it for that.
 */
export function revokedByNearMiss(history: History, exchange: Exchange, { route, names }: RequestReading): string | undefined {
  if (route !== 'other path' || exchange.request.method !== 'POST') return undefined
  const id = revocationIn(exchange)?.['id']
  return typeof id === 'string' ? names.find((alias) => looseId(history.token(alias)?.id ?? '') === looseId(id)) : undefined
}
