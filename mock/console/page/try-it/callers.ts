import type { ListedToken } from '../../../control/generated/types.ts'

/** Who asks without a token of the mock, beside those who have one. */
export const strangers: readonly (readonly [id: string, words: string])[] = [
  ['nobody', 'nobody'],
  ['made-up', 'an unknown secret'],
]

/** Of how many tokens, the latest, each can be chosen. */
const most = 100

/** Who can ask: tokens whose secret the page knows. Of many the latest, the first of each kind, and the chosen one. */
export function callersAmong(
  tokens: readonly ListedToken[],
  secrets: ReadonlyMap<string, string>,
  chosen: string | undefined,
): readonly ListedToken[] {
  const known = tokens.filter(({ id }) => secrets.has(id))
  const firsts = new Map(known.toReversed().map(({ kind, id }) => [kind, id]))
  const kept = new Set([...firsts.values(), chosen])
  return known.filter(({ id }, index) => index >= known.length - most || kept.has(id))
}

/** Who asks: the chosen one for as long as there is such a one, else the first manager. */
export function callerAmong(callers: readonly ListedToken[], chosen: string | undefined): string {
  const ids = [...strangers.map(([id]) => id), ...callers.map(({ id }) => id)]
  return ids.find((id) => id === chosen) ?? callers.find(({ kind }) => kind === 'manager')?.id ?? 'nobody'
}
