import type { ExpireOrder, RevokeOrder } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import { revoked } from '../model/revocation.ts'
import type { Seeded } from '../model/seeds.ts'
import { listOf, seededTokens } from '../model/seeds.ts'
import type { IssuedToken, Token, TokenKind } from '../model/token.ts'
import { tokenKinds } from '../model/token.ts'
import { millisecondsOf } from './clock.ts'

/**
 * What the tokens are when a mock starts, beside the six that it always has. A token is named by its id, its jti or its name.
 * Every world starts like this, and a reset goes back to it. In a store that has kept a world the tokens are looked up,
 * revoked and expired as if it had been asked for while the mock runs.
 */
export interface StartingState {
  /** How many more tokens of a kind there are, such as `{ revocable: 20 }`; as public as the six, and as much the same on every start. */
  readonly issue?: Readonly<Partial<Record<TokenKind, number>>>
  /** Which of them have been revoked, and why, such as `{ 'revocable-1': { reason: 'Laptop lost' } }`. */
  readonly revoke?: Readonly<Record<string, RevokeOrder>>
  /** Which of them have expired, or when they will, such as `{ 'revocable-1': { at: '2026-01-15T09:30:00Z' } }`. */
  readonly expire?: Readonly<Record<string, ExpireOrder>>
  /** Whether the world of requests that name none starts over, whatever its store has kept. */
  readonly reset?: boolean
  /** The snapshot that this world starts from. */
  readonly restore?: string
  /** The snapshot that this world is saved as when it has started. */
  readonly save?: string
}

/** The tokens that every world starts with. */
export interface Opening {
  readonly seeds: Seeded<IssuedToken>
  /** All of them, as a world has them that starts at this instant, in milliseconds since 1970. */
  tokensAt(now: number): IssuedToken[]
  /** Those of them that a world must have which began earlier, and how they are to be there. */
  readonly asked: readonly Asked[]
}

/** How one token is to be. */
export interface Asked {
  readonly token: Token
  readonly revoke: RevokeOrder | undefined
  /** Where its life is to end at an instant, that instant, given the end it has. */
  readonly endAt: ((now: number, end: number) => number) | undefined
}

/** The most tokens of a kind that can be asked for. */
const most = 10_000

/** @throws MockError when something is asked for that cannot be. */
export function openingOf(seed: number, state: StartingState): Opening {
  checkRestore(state)
  const seeds = seededTokens(seed, counted(state.issue ?? {}))
  const all = listOf(seeds)
  const { email } = seeds.manager.token
  const found = (name: string): string => idOf(name, all)
  const revocations = new Map(Object.entries(state.revoke ?? {}).map(([name, order]) => [found(name), order]))
  const ends = new Map(Object.entries(state.expire ?? {}).map(([name, order]) => [found(name), endOf(order)]))
  return {
    seeds,
    tokensAt: (now) => all.map((issued) => ({ ...issued, token: opened(issued.token, now) })),
    asked: all
      .filter(({ token: { id } }, index) => isLast(all, index) || revocations.has(id) || ends.has(id))
      .map(({ token }) => ({ token, revoke: revocations.get(token.id), endAt: ends.get(token.id) })),
  }

  function opened(token: Token, now: number): Token {
    const order = revocations.get(token.id)
    const expiresAt = ends.get(token.id)?.(now, token.expiresAt) ?? token.expiresAt
    return order === undefined ? { ...token, expiresAt } : revoked({ ...token, expiresAt }, revocationOf(order, now, email))
  }
}

/** What a revocation that was ordered leaves open is by the seeded manager, and for no reason. */
export function revocationOf({ reason = null, by }: RevokeOrder, at: number, manager: string): NonNullable<Token['revocation']> {
  return { at, by: by ?? manager, reason }
}

function checkRestore({ restore, reset = false, ...others }: StartingState): void {
  const isChanged = [others.issue, others.revoke, others.expire].some((asked) => Object.keys(asked ?? {}).length > 0)
  if (restore === undefined || (!reset && !isChanged)) return
  throw new MockError(
    'BAD_OPTION',
    'A snapshot is restored as it was saved. Leave either --restore away, or all of --reset, --issue, --revoke and --expire.',
  )
}

function counted(issue: NonNullable<StartingState['issue']>): NonNullable<StartingState['issue']> {
  for (const [kind, count] of Object.entries(issue)) {
    if (!tokenKinds.some((known) => known === kind))
      throw new MockError('UNKNOWN_KIND', `No token can be issued as ${JSON.stringify(kind)}. The kinds are ${tokenKinds.join(', ')}.`)
    if (!Number.isInteger(count) || count < 1 || count > most)
      throw new MockError('BAD_OPTION', `The number of ${kind} tokens to issue must be a whole number from 1 to ${most}, not ${count}.`)
  }
  return issue
}

function idOf(text: string, tokens: readonly IssuedToken[]): string {
  const found = tokens.find(({ token: { id, jti, name } }) => [id, jti, name].includes(text))
  if (found !== undefined) return found.token.id
  const names = tokens.slice(0, 12).map(({ token }) => token.name)
  throw new MockError(
    'BAD_OPTION',
    `The mock starts with no token ${JSON.stringify(text.slice(0, 100))}. It has ${names.join(', ')}${tokens.length > 12 ? ', …' : ''}; --issue makes more.`,
  )
}

function endOf({ at }: ExpireOrder): (now: number, end: number) => number {
  if (at === undefined) return (now, end) => Math.min(now, end)
  const instant = millisecondsOf(at)
  return () => instant
}

/** Whether a token is the last of its kind: where that is, all the others are. */
function isLast(all: readonly IssuedToken[], index: number): boolean {
  return all.findLastIndex(({ token }) => token.kind === all[index]?.token.kind) === index
}
