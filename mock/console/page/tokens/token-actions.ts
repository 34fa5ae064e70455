import type { ListedToken } from '../../../control/generated/types.ts'
import { attempt } from '../parts/notices.tsx'
import type { Session } from '../session/session.ts'

/** Revokes a token past the contract's operation, so that the journal stays as it is. */
export function revokeToken({ client }: Session, { id, name }: ListedToken, reason?: string): Promise<boolean> {
  return attempt(
    () => client.ask(`tokens/${id}/revoke`, { body: reason === undefined || reason === '' ? {} : { reason } }),
    `${name} is revoked`,
  )
}

/** Ends the life of a token now. */
export function expireToken({ client }: Session, { id, name }: ListedToken): Promise<boolean> {
  return attempt(() => client.ask(`tokens/${id}/expire`, { body: {} }), `${name} is expired`)
}
