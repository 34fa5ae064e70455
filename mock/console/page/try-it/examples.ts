import type { ListedToken, TokenKind } from '../../../control/generated/types.ts'
import type { Attempt } from './attempt.ts'
import { unknownId } from './targets.ts'

/** One answer of the contract, and how it comes about. */
export interface Example {
  readonly status: number
  readonly words: string
  /** The kind of the caller, who is to be live but for `expired`, and what is to be revoked. */
  readonly caller: TokenKind
  readonly target: TokenKind | 'nobody'
  readonly body?: string
  readonly prefer?: number
}

export const examples: readonly Example[] = [
  { status: 201, words: 'a manager revokes a live token', caller: 'manager', target: 'revocable', body: '{"reason":"Laptop lost"}' },
  { status: 400, words: 'asked for with Prefer, changes nothing', caller: 'manager', target: 'revocable', prefer: 400 },
  { status: 401, words: 'an expired token asks', caller: 'expired', target: 'revocable' },
  { status: 403, words: 'an outsider asks', caller: 'outsider', target: 'revocable' },
  { status: 404, words: 'nobody has the id', caller: 'manager', target: 'nobody' },
  { status: 422, words: 'the reason is a number', caller: 'manager', target: 'revocable', body: '{"reason":5}' },
]

/** What an example needs that is not there: tokens of these kinds. */
export function missingFor(example: Example, tokens: readonly ListedToken[], secrets: ReadonlyMap<string, string>): TokenKind[] {
  const caller = callerOf(example, tokens, secrets) === undefined ? [example.caller] : []
  const target = example.target !== 'nobody' && targetOf(example, tokens) === undefined ? [example.target] : []
  return [...caller, ...target]
}

/** The request of an example. */
export function attemptOf(example: Example, tokens: readonly ListedToken[], secrets: ReadonlyMap<string, string>): Attempt {
  const { body, prefer } = example
  const caller = callerOf(example, tokens, secrets)
  return {
    secret: caller === undefined ? undefined : secrets.get(caller.id),
    tokenId: targetOf(example, tokens)?.id ?? unknownId,
    body,
    ...(prefer === undefined ? {} : { prefer }),
  }
}

function callerOf({ caller }: Example, tokens: readonly ListedToken[], secrets: ReadonlyMap<string, string>): ListedToken | undefined {
  const state = caller === 'expired' ? 'expired' : 'live'
  return tokens.find((token) => token.kind === caller && token.state === state && secrets.has(token.id))
}

function targetOf({ target }: Example, tokens: readonly ListedToken[]): ListedToken | undefined {
  return tokens.find(({ kind, state }) => kind === target && state === 'live')
}
