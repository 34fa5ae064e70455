import { MockError } from '../errors.ts'
import { mint } from '../model/mint.ts'
import type { RandomBytes } from '../model/random.ts'
import type { Standing } from '../model/revocation.ts'
import { standingOf } from '../model/revocation.ts'
import type { Seeded } from '../model/seeds.ts'
import { listOf } from '../model/seeds.ts'
import type { IssuedToken, Token, TokenKind } from '../model/token.ts'
import { everyToken } from '../store/every-token.ts'
import type { Entry, MaybePromise, WorldStore } from '../store/store.ts'

/** A token as the provisioner hands it out, in the shape every provisioner shares. */
export interface TokenItem {
  readonly kind: TokenKind
  readonly id: string
  readonly secret: string
  readonly jti: string
  readonly name: string
  readonly email: string
  readonly owner: string
  /** RFC 3339. */
  readonly expires_at: string
}

/** A token as it is listed. The secret is there only for seeded tokens; that of an issued one is shown once, when it is issued. */
export interface ListedToken extends Omit<TokenItem, 'secret'> {
  readonly secret?: string
  readonly state: Standing
  readonly revoked_at?: string
  readonly revoked_by?: string
  readonly revocation_reason?: string | null
}

/** Issues, lists and resets the tokens of a mock. */
export interface Registry {
  issue(kind: TokenKind, count: number, owner?: string): Promise<TokenItem[]>
  list(): Promise<ListedToken[]>
  /**
   * Puts the seeded tokens in, unless the store has kept a world from before.
   *
   * @throws MockError `STORE_REFUSED` when that world was begun with another seed.
   */
  start(): Promise<void>
  /** Back to the seeded tokens, as they were at the start. */
  reset(): Promise<void>
}

export interface RegistryOptions {
  readonly store: WorldStore
  readonly seeds: Seeded<IssuedToken>
  readonly random: RandomBytes
  readonly clock: () => number
  readonly digest: (secret: string) => MaybePromise<string>
}

/** A registry over a store; call `start` once to put the seeded tokens in. */
export function registryOf({ store, seeds, random, clock, digest }: RegistryOptions): Registry {
  const secrets = new Map(listOf(seeds).map(({ token, secret }) => [token.id, secret]))

  async function keep(tokens: readonly IssuedToken[]): Promise<Entry[]> {
    return Promise.all(tokens.map(async ({ token, secret }) => ({ token, digest: await digest(secret) })))
  }

  return {
    async issue(kind, count, owner) {
      const from = await store.reserve(kind, count)
      const tokens = Array.from({ length: count }, (_, index) => mint(kind, from + index, random, owner))
      await store.add(await keep(tokens))
      return tokens.map(itemOf)
    },
    async list() {
      const now = clock()
      return (await everyToken(store)).map((token) => listed(token, secrets.get(token.id), now))
    },
    async start() {
      const isNew = await store.start(await keep(listOf(seeds)))
      if (isNew || (await store.byId(seeds.manager.token.id)) !== undefined) return
      throw new MockError('STORE_REFUSED', 'The store was begun with another seed. Give that one with --seed, or choose another store.')
    },
    async reset() {
      await store.reset(await keep(listOf(seeds)))
    },
  }
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
