import { mint } from './mint.ts'
import type { RandomBytes } from './random.ts'
import { seededBytes } from './random.ts'
import { revoked } from './revocation.ts'
import type { IssuedToken, TokenKind } from './token.ts'
import { tokenKinds } from './token.ts'

/** The tokens every mock starts with. Their secrets are public by nature: whoever knows the seed knows them. */
export interface Seeded<Item> {
  readonly manager: Item
  readonly revocable: readonly [first: Item, second: Item]
  readonly outsider: Item
  readonly expired: Item
  /** Was live once; revoked on 15 January 2024 by `manager`. */
  readonly revoked: Item
  /** Those that were asked for beside these six. */
  readonly more: readonly Item[]
}

/** The seed used when none is given. */
export const defaultSeed = 1

/**
 * The tokens of a seed; the same for the same seed, on every start.
 *
 * @param more How many of a kind are asked for beside the six.
 */
export function seededTokens(seed: number = defaultSeed, more: Readonly<Partial<Record<TokenKind, number>>> = {}): Seeded<IssuedToken> {
  const random = seededBytes(seed)
  const issue = (kind: TokenKind, number: number): IssuedToken => mint(kind, number, random)
  const manager = issue('manager', 1)
  const revocable = [issue('revocable', 1), issue('revocable', 2)] as const
  const outsider = issue('outsider', 1)
  const expired = issue('expired', 1)
  const third = issue('revocable', 3)
  const revocation = { at: Date.UTC(2024, 0, 15, 9, 30), by: manager.token.email, reason: 'Laptop lost' }
  const six = { manager, revocable, outsider, expired, revoked: { ...third, token: revoked(third.token, revocation) } }
  return { ...six, more: tokenKinds.flatMap((kind) => moreOf(kind, more[kind] ?? 0, random)) }
}

/** Each kind has bytes of its own: its tokens are the same however many there are of another. */
function moreOf(kind: TokenKind, count: number, random: RandomBytes): IssuedToken[] {
  const own = seededBytes(new DataView(random(4).buffer).getUint32(0))
  const first = kind === 'revocable' ? 4 : 2
  return Array.from({ length: count }, (_, index) => mint(kind, first + index, own))
}

/** The seeded tokens as a list, in the order they are printed. */
export function listOf<Item>(seeded: Seeded<Item>): Item[] {
  return [seeded.manager, ...seeded.revocable, seeded.outsider, seeded.expired, seeded.revoked, ...seeded.more]
}

/** The same tokens, each as `change` makes it. */
export function mapped<From, To>(seeded: Seeded<From>, change: (item: From) => To): Seeded<To> {
  const { manager, revocable, outsider, expired } = seeded
  return {
    manager: change(manager),
    revocable: [change(revocable[0]), change(revocable[1])],
    outsider: change(outsider),
    expired: change(expired),
    revoked: change(seeded.revoked),
    more: seeded.more.map(change),
  }
}
