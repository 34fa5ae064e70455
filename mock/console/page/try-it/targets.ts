import type { ListedToken } from '../../../control/generated/types.ts'

/** An id that no token has. */
export const unknownId = '3f0c1b52-6a55-4e0e-9d7f-2b9e6b0f9a11'

/** What can be asked for beside tokens. */
export const strangeIds: readonly (readonly [id: string, words: string])[] = [
  [unknownId, 'an id that nobody has'],
  ['not-a-uuid', 'not-a-uuid'],
]

/** What is to be revoked: the chosen one for as long as there is such a one, else the first token that can be. */
export function targetAmong(tokens: readonly ListedToken[], chosen: string): string {
  if ([...strangeIds.map(([id]) => id), ...tokens.map(({ id }) => id)].includes(chosen)) return chosen
  return (tokens.find(({ kind, state }) => kind === 'revocable' && state === 'live') ?? tokens[0])?.id ?? unknownId
}
