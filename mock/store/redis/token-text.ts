import type { Token } from '../../model/token.ts'
import type { Entry } from '../store.ts'

/** Reads what `argumentsOf` has written. */
export function tokenOf(text: string): Token {
  const [fixed = '', expiresAt, revocation = ''] = text.split('\n')
  const rest = revocation === '' ? {} : { revocation: JSON.parse(revocation) }
  return { ...JSON.parse(fixed), expiresAt: Number(expiresAt), ...rest } as Token
}

/** For each token its id, its digest, its text. */
export function argumentsOf(entries: readonly Entry[]): string[] {
  return entries.flatMap(({ token, digest }) => [token.id, digest, textOf(token)])
}

/** A token as Redis keeps it: what never changes, when it expires, its revocation; a line each. JSON has no line breaks. */
function textOf({ expiresAt, revocation, ...fixed }: Token): string {
  return [JSON.stringify(fixed), expiresAt, revocation === undefined ? '' : JSON.stringify(revocation)].join('\n')
}
