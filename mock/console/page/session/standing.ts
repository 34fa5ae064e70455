import type { ListedToken } from '../../../control/generated/types.ts'

/** The tokens as they stand at an instant: what expires meanwhile, or with a clock that is moved, has no event. */
export function standingAt(tokens: readonly ListedToken[], now: number): readonly ListedToken[] {
  if (tokens.every((token) => token.state === stateAt(token, now))) return tokens
  return tokens.map((token) => ({ ...token, state: stateAt(token, now) }))
}

function stateAt({ revoked_at, expires_at }: ListedToken, now: number): ListedToken['state'] {
  if (revoked_at !== undefined) return 'revoked'
  return Date.parse(expires_at) <= now ? 'expired' : 'live'
}
