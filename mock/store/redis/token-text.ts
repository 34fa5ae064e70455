import { remembered } from '../../model/remembered.ts'
import type { Revocation, Token } from '../../model/token.ts'
import type { Entry } from '../store.ts'

/** Reads what `argumentsOf` has written. */
export function tokenOf(text: string): Token {
  const [fixed = '', expires, revocation = ''] = text.split('\n')
  const { id, kind, jti, name, email, owner } = fixedOf(fixed)
  const expiresAt = Number(expires)
  if (revocation === '') return { id, kind, jti, name, email, owner, expiresAt }
  return { id, kind, jti, name, email, owner, expiresAt, revocation: JSON.parse(revocation) as Revocation }
}

/** A token is read several times while it is revoked, and that of a caller with each of its requests. */
const fixedOf = remembered((text) => JSON.parse(text) as Omit<Token, 'expiresAt' | 'revocation'>)

/** For each token its id, its digest, its text. */
export function argumentsOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ token, digest }) => [token.id, digest, textOf(token)])
}

/** A token as Redis keeps it: what never changes, when it expires, its revocation; a line each. JSON has no line breaks. */
function textOf({ expiresAt, revocation, ...fixed }: Token): string {
  return [JSON.stringify(fixed), expiresAt, revocation === undefined ? '' : JSON.stringify(revocation)].join('\n')
}
