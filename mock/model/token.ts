/** What a token is good for: only a `manager` may revoke others; an `expired` one is past its time from the start. */
export type TokenKind = 'manager' | 'revocable' | 'outsider' | 'expired'

/** Every kind a token can be issued as. */
export const tokenKinds: readonly TokenKind[] = ['manager', 'revocable', 'outsider', 'expired']

/** A token as the mock remembers it: everything but its secret, of which no one keeps more than a digest. */
export interface Token {
  /** A UUID of version 4, lower case. */
  readonly id: string
  readonly kind: TokenKind
  /** The JWT ID, unique like `id` and different from it. */
  readonly jti: string
  readonly name: string
  /** Of the user who holds it; several tokens may share one. */
  readonly email: string
  readonly owner: string
  /** Milliseconds since 1970; the token is expired from this instant on. */
  readonly expiresAt: number
  /** Absent while the token has not been revoked. Once there it never changes. */
  readonly revocation?: Revocation
}

/** That a token was revoked: when, by whom and why. */
export interface Revocation {
  /** Milliseconds since 1970. */
  readonly at: number
  /** E-mail of the caller. */
  readonly by: string
  readonly reason: string | null
}

/** A token together with the one copy of its secret, as it is handed out. */
export interface IssuedToken {
  readonly token: Token
  readonly secret: string
}
