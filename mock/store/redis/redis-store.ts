import { MockError } from '../../errors.ts'
import type { Store } from '../store.ts'
import { StoreError } from '../store-error.ts'
import { keysOf, readyKey, worldsKey } from './keys.ts'
import type { Line, Patience } from './line.ts'
import { lineTo } from './line.ts'
import { redisWorld } from './redis-world.ts'
import { stateOf } from './redis-errors.ts'
import { drop, ready } from './scripts.ts'

/**
 * A store on a Redis or Valkey (6.2 or newer, no cluster), for any number of processes on any number of machines. What
 * has been acknowledged survives what its `appendfsync` makes it survive.
 *
 * @param where `redis://` or `rediss://[user:password@]host[:port][/database][?prefix=NAME]`; stores with different prefixes
 *   never meet. Default prefix `dayzero`.
 * @throws MockError `STORE_REFUSED` when it cannot be reached or used, `BAD_OPTION` when `where` is no such address.
 */
export async function openRedisStore(where: string, patience?: Patience): Promise<Store> {
  const address = addressOf(where)
  const { prefix } = address
  const line = await connected(address, patience)
  return {
    world: (name) => redisWorld(name, prefix, line),
    worlds: async () => ((await line.ask(['SMEMBERS', worldsKey(prefix)])) as string[]).toSorted(),
    async drop(name) {
      const keys = keysOf(prefix, name)
      return (await line.run(drop, keys.all(), [name, ...keys.ofSnapshots])) === 1
    },
    async health() {
      try {
        await line.run(ready, [readyKey(prefix)], [])
        return { ready: true }
      } catch (error) {
        return { ready: false, why: error instanceof StoreError ? error.message : String(error) }
      }
    },
    close: () => line.close(),
  }
}

interface Address {
  readonly url: string
  readonly prefix: string
  /** Without its password. */
  readonly shown: string
}

function addressOf(where: string): Address {
  const url = URL.canParse(where) ? new URL(where) : undefined
  const prefix = url?.searchParams.get('prefix') ?? 'dayzero'
  if (
    url === undefined ||
    url.host === '' ||
    !/^[\w.:-]{1,64}$/.test(prefix) ||
    [...url.searchParams.keys()].some((name) => name !== 'prefix')
  ) {
    throw new MockError('BAD_OPTION', 'Write the store as redis://[user:password@]host[:port][/database][?prefix=NAME].')
  }
  url.search = ''
  return { url: url.href, prefix, shown: `${url.protocol}//${url.host}${url.pathname}` }
}

async function connected({ url, prefix, shown }: Address, patience: Patience | undefined): Promise<Line> {
  try {
    const line = await lineTo(url, patience)
    await refuseUnfit(line, prefix).catch(async (error: unknown) => {
      await line.close()
      throw error
    })
    return line
  } catch (cause) {
    const state = cause instanceof Unfit ? cause.message : stateOf(cause)
    const why =
      state !== undefined ? `it ${state}` : cause instanceof Error && cause.message !== '' ? cause.message : 'nobody answers there'
    const what = state !== undefined ? 'Mend that, or choose another with --store' : 'Start it, or correct --store'
    throw new MockError('STORE_REFUSED', `The Redis at ${shown} cannot be used: ${why}. ${what}.`, { cause })
  }
}

/** Something that a Redis is, and a store must not be. */
class Unfit extends Error {}

/** One that evicts keys to make room would forget revocations; one of a cluster has the keys of a world only in part. */
async function refuseUnfit(line: Line, prefix: string): Promise<void> {
  const facts = String(await line.ask(['INFO']))
  if (/^cluster_enabled:1/m.test(facts)) throw new Unfit('is part of a cluster, and a store needs one that is whole')
  const [, policy = ''] = /^maxmemory_policy:(\S+)/m.exec(facts) ?? []
  if (policy.startsWith('allkeys')) throw new Unfit(`forgets keys when it is full (maxmemory-policy ${policy}, not noeviction)`)
  await line.run(ready, [readyKey(prefix)], [])
}
