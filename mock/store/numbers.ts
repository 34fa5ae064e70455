import type { TokenKind } from '../model/token.ts'
import { tokenKinds } from '../model/token.ts'
import type { Entry } from './store.ts'

/** The last number given to a token of each kind. */
export type Numbers = Readonly<Record<TokenKind, number>>

export const noNumbers: Numbers = { manager: 0, revocable: 0, outsider: 0, expired: 0 }

/** The numbers of a world that starts from these. */
export function numbersOf(entries: readonly Entry[]): Numbers {
  const counts = tokenKinds.map((kind) => [kind, entries.filter(({ token }) => token.kind === kind).length])
  return Object.fromEntries(counts) as Numbers
}
