import { mint } from './mint.ts'
import { seededBytes } from './random.ts'
import { revoked } from './revocation.ts'
import type { IssuedToken, TokenKind } from './token.ts'

/** The tokens every mock starts with. Their secrets are public by nature: whoever knows the seed knows them. */
export interface Seeded<Item> {
  readonly manager: Item
  readonly revocable: readonly [first: Item, second: Item]
  readonly outsider: Item
  readonly expired: Item
  /** Was live once; revoked on 15 January 2024 by `manager`. */
  readonly revoked: Item
}

/** The seed used when none is given. */
export const defaultSeed = 1

/** The tokens of a seed; the same for the same seed, on every start. */
export function seededTokens(seed: number = defaultSeed): Seeded<IssuedToken> {
  const random = seededBytes(seed)
  const issue = (kind: TokenKind, number: number): IssuedToken => mint(kind, number, random)
  const manager = issue('manager', 1)
  const revocable = [issue('revocable', 1), issue('revocable', 2)] as const
  const outsider = issue('outsider', 1)
  const expired = issue('expired', 1)
  const third = issue('revocable', 3)
  const revocation = { at: Date.UTC(2024, 0, 15, 9, 30), by: manager.token.email, reason: 'Laptop lost' }
  return { manager, revocable, outsider, expired, revoked: { ...third, token: revoked(third.token, revocation) } }
}

/** The six seeded tokens as a list, in the order they are printed. */
export function listOf<Item>(seeded: Seeded<Item>): Item[] {
  return [seeded.manager, ...seeded.revocable, seeded.outsider, seeded.expired, seeded.revoked]
}

/** The same six, each as `change` makes it. */
export function mapped<From, To>(seeded: Seeded<From>, change: (item: From) => To): Seeded<To> {
  const { manager, revocable, outsider, expired } = seeded
  return {
    manager: change(manager),
    revocable: [change(revocable[0]), change(revocable[1])],
    outsider: change(outsider),
    expired: change(expired),
    revoked: change(seeded.revoked),
  }
}
