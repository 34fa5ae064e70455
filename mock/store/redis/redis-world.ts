import type { RevokedRecord, WorldStore } from '../store.ts'
import { numbersOf } from '../numbers.ts'
import type { Entry } from '../store.ts'
import { tokenKinds } from '../../model/token.ts'
import { keysOf } from './keys.ts'
import type { Line } from './line.ts'
import * as scripts from './scripts.ts'
import { argumentsOf, tokenOf } from './token-text.ts'

/** One world on a Redis. */
export function redisWorld(name: string, prefix: string, { ask, run }: Line): WorldStore {
  const { now, snapshots, all } = keysOf(prefix, name)
  const [, , ids = ''] = now
  return {
    bySecret: async (digest) => found(await run(scripts.bySecret, now, [digest])),
    byId: async (id) => found(await run(scripts.byId, now, [id])),
    async both(digest, id) {
      const [ofDigest, ofId] = (await run(scripts.both, now, [digest, id])) as readonly unknown[]
      return { ofDigest: found(ofDigest), ofId: found(ofId) }
    },
    async revoke(id, revocation) {
      const outcome = (await run(scripts.revoke, now, [id, JSON.stringify(revocation)])) as readonly [number, string] | null
      return outcome === null ? undefined : { token: tokenOf(outcome[1]) as RevokedRecord, first: outcome[0] === 1 }
    },
    expire: async (id, at) => found(await run(scripts.expire, now, [id, at])),
    async add(entries) {
      await run(scripts.add, all(), [name, ...argumentsOf(entries)])
    },
    reserve: async (kind, count) => Number(await run(scripts.reserve, all(), [name, kind, count])) - count + 1,
    async page({ after = '0', limit }) {
      const from = Number(after)
      const [length, texts] = (await run(scripts.page, now, [from, from + limit - 1])) as readonly [number, readonly string[]]
      return { tokens: texts.map(tokenOf), ...(from + limit < length ? { next: String(from + limit) } : {}) }
    },
    size: async () => Number(await ask(['LLEN', ids])),
    start: async (entries) => (await run(scripts.start, all(), [name, ...filling(entries)])) === 1,
    async reset(entries) {
      await run(scripts.reset, all(), [name, ...filling(entries)])
    },
    async save(snapshot) {
      await run(scripts.save, all(snapshot), [name, snapshot])
    },
    restore: async (snapshot) => (await run(scripts.restore, all(snapshot), [name, snapshot])) === 1,
    async snapshots() {
      const sizes = Object.entries((await ask(['HGETALL', snapshots])) as Record<string, string>)
      return sizes.map(([snapshot, size]) => ({ name: snapshot, tokens: Number(size) })).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    },
    forget: async (snapshot) => (await run(scripts.forget, all(snapshot), [name, snapshot])) === 1,
  }
}

function found(text: unknown): ReturnType<typeof tokenOf> | undefined {
  return text === null ? undefined : tokenOf(text as string)
}

function filling(entries: readonly Entry[]): (string | number)[] {
  const numbers = numbersOf(entries)
  return [...tokenKinds.map((kind) => numbers[kind]), ...argumentsOf(entries)]
}
