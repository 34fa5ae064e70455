import { MockError } from '../errors.ts'
import { mint } from '../model/mint.ts'
import type { RandomBytes } from '../model/random.ts'
import { standingOf } from '../model/revocation.ts'
import { listOf } from '../model/seeds.ts'
import type { IssuedToken, Token } from '../model/token.ts'
import { uuidOf } from '../model/uuid.ts'
import { everyToken, pagesOf } from '../store/every-token.ts'
import type { Entry, MaybePromise, RevokedRecord, WorldStore } from '../store/store.ts'
import type { Asked, Opening } from '../worlds/opening.ts'
import { revocationOf } from '../worlds/opening.ts'
import type { IssueRequest, ListedToken, RevokeOrder, TokenItem, TokenPage } from './generated/types.ts'

/** Issues, lists and changes the tokens of a world. A token is named by its id, its jti or its name. */
export interface Registry {
  issue(request: IssueRequest): Promise<TokenItem[]>
  readonly page: (limit: number, after?: string) => Promise<TokenPage>
  readonly list: () => Promise<ListedToken[]>
  /** @throws MockError `NOT_FOUND`, as of every method that is given a token. */
  find(token: string): Promise<Token>
  /** The token as it is now, and whether it was this call that revoked it. */
  revoke(token: string, order: RevokeOrder): Promise<{ readonly token: RevokedRecord; readonly first: boolean }>
  /** Moves the end of its life to an instant. */
  expire(token: string, at: number): Promise<Token>
  readonly shown: (token: Token) => ListedToken
  /** The name of the seeded token with this secret. */
  nameOf(secret: string): string | undefined
  /**
   * Puts the tokens in that it starts with, unless the store has kept a world from before. Everything else waits for it.
   *
   * @param startsOver Whether what the store has kept is to be forgotten.
   * @throws MockError `STORE_REFUSED` when that world was begun without some of these tokens.
   */
  readonly start: (startsOver?: boolean) => Promise<void>
  /** Resolves when it has started. */
  readonly ready: () => Promise<void>
  /** Back to the tokens as they were at the start. */
  reset(): Promise<void>
}

export interface RegistryOptions {
  readonly store: WorldStore
  readonly opening: Opening
  readonly random: RandomBytes
  readonly clock: () => number
  readonly digest: (secret: string) => MaybePromise<string>
}

/** A registry over a store; call `start` once to put the seeded tokens in. */
export function registryOf({ store, opening, random, clock, digest }: RegistryOptions): Registry {
  const { seeds } = opening
  const manager = seeds.manager.token.email
  const secrets = new Map(listOf(seeds).map(({ token, secret }) => [token.id, secret]))
  const names = new Map(listOf(seeds).map(({ token, secret }) => [secret, token.name]))
  const idsOfSeeds = new Map(listOf(seeds).flatMap(({ token: { id, name, jti } }) => [[name, id] as const, [jti, id] as const]))
  let started = Promise.resolve()
  const shown = (token: Token): ListedToken => listed(token, secrets.get(token.id), clock())

  const keep = (tokens: readonly IssuedToken[]): Promise<Entry[]> => entriesOf(tokens, digest)

  async function find(text: string): Promise<Token> {
    await started
    const found = (await store.byId(idsOfSeeds.get(text) ?? uuidOf(text) ?? text)) ?? (await lookedFor(text))
    if (found !== undefined) return found
    throw new MockError('NOT_FOUND', `There is no token "${text.slice(0, 100)}" in this world. Name one by its id, its jti or its name.`)
  }

  /** A store finds tokens by their ids only; who names one in another way waits until it has been come across. */
  async function lookedFor(text: string): Promise<Token | undefined> {
    for await (const tokens of pagesOf(store)) {
      const found = tokens.find(({ name, jti }) => name === text || jti === text)
      if (found !== undefined) return found
    }
    return undefined
  }

  async function startOver(): Promise<void> {
    await store.reset(await keep(opening.tokensAt(clock())))
  }

  async function begin(): Promise<void> {
    const isNew = await store.start(await keep(opening.tokensAt(clock())))
    if (!isNew) for (const asked of opening.asked) await hold(asked)
  }

  /** Makes a token that was kept what it is to be. */
  async function hold({ token: { id, name }, revoke, endAt }: Asked): Promise<void> {
    const kept = await store.byId(id)
    if (kept === undefined) throw unknownTo(name)
    if (endAt !== undefined) await store.expire(id, endAt(clock(), kept.expiresAt))
    if (revoke !== undefined) await store.revoke(id, revocationOf(revoke, clock(), manager))
  }

  return {
    async issue({ kind, count = 1, owner, expires_in: life }) {
      await started
      const from = await store.reserve(kind, count)
      const minted = Array.from({ length: count }, (_, index) => mint(kind, from + index, random, owner))
      const tokens = life === undefined ? minted : minted.map((issued) => expiring(issued, clock() + life))
      await store.add(await keep(tokens))
      return tokens.map(itemOf)
    },
    async page(limit, after) {
      await started
      const { tokens, next = null } = await store.page({ limit, after })
      return { tokens: tokens.map(shown), total: await store.size(), next }
    },
    async list() {
      await started
      return (await everyToken(store)).map(shown)
    },
    find,
    async revoke(token, order) {
      const { id } = await find(token)
      const revoked = await store.revoke(id, revocationOf(order, clock(), manager))
      return revoked ?? gone(id)
    },
    async expire(token, at) {
      const { id } = await find(token)
      return (await store.expire(id, at)) ?? gone(id)
    },
    shown,
    nameOf: (secret) => names.get(secret),
    start(startsOver = false) {
      started = startsOver ? startOver() : begin()
      return started
    },
    ready: () => started,
    async reset() {
      await started
      await startOver()
    },
  }
}

function unknownTo(name: string): MockError {
  return new MockError(
    'STORE_REFUSED',
    `The store was begun with another seed, or without ${name}. Give the --seed and --issue it was begun with, start over with --reset, or choose another store.`,
  )
}

/** Tokens as a store keeps them. */
export function entriesOf(tokens: readonly IssuedToken[], digest: RegistryOptions['digest']): Promise<Entry[]> {
  return Promise.all(tokens.map(async ({ token, secret }) => ({ token, digest: await digest(secret) })))
}

function gone(id: string): never {
  throw new MockError('NOT_FOUND', `The token ${id} was reset away in the meantime.`)
}

function expiring({ token, secret }: IssuedToken, expiresAt: number): IssuedToken {
  return { token: { ...token, expiresAt }, secret }
}

/** The provisioner's shape of a token. */
export function itemOf({ token, secret }: IssuedToken): TokenItem {
  const { kind, id, jti, name, email, owner, expiresAt } = token
  return { kind, id, secret, jti, name, email, owner, expires_at: new Date(expiresAt).toISOString() }
}

function listed(token: Token, secret: string | undefined, now: number): ListedToken {
  const { secret: _, ...item } = itemOf({ token, secret: '' })
  const { revocation } = token
  return {
    ...item,
    ...(secret === undefined ? {} : { secret }),
    state: standingOf(token, now),
    ...(revocation === undefined
      ? {}
      : { revoked_at: new Date(revocation.at).toISOString(), revoked_by: revocation.by, revocation_reason: revocation.reason }),
  }
}
