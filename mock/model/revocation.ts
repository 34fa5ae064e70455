import type { Revocation, Token } from './token.ts'

/** Whether a token may be used for authentication, and if not, why. */
export type Standing = 'live' | 'revoked' | 'expired'

/** The standing of a token at an instant, in milliseconds since 1970. A token both revoked and expired is `revoked`. */
export function standingOf(token: Token, now: number): Standing {
  if (token.revocation !== undefined) return 'revoked'
  return now < token.expiresAt ? 'live' : 'expired'
}

/** Whether the caller may revoke the target: a manager any token, everyone their own. */
export function mayRevoke(caller: Token, target: Token): boolean {
  return caller.kind === 'manager' || caller.id === target.id
}

/**
 * The token after a revocation. The first revocation wins: a token that has one is returned as it is, so that nothing
 * moves its time, its reason or its actor, and nothing brings it back.
 */
export function revoked(token: Token, revocation: Revocation): Token {
  if (token.revocation !== undefined) return token
  // Written out, since a property added to a spread makes V8 look for the shape of the object, which is dear.
  const { id, kind, jti, name, email, owner, expiresAt } = token
  return { id, kind, jti, name, email, owner, expiresAt, revocation }
}
