import { readdirSync, statSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { redisCommand, startRedis } from '../../../test/redis-server.mjs'
import type { RedisServer } from '../../../test/redis-server.mjs'
import type { Store } from '../store.ts'
import { entries, entry } from '../testing/arbitrary-entries.ts'
import { storeLaws } from '../testing/laws.ts'
import { openRedisStore } from './redis-store.ts'

const revocation = { at: 1, by: 'x@y.example', reason: null }

// A skipped test is reported, with the name that says why.
describe.skipIf(redisCommand === undefined && process.env['CI'] === undefined)('with redis-server or valkey-server installed', () => {
  let redis: RedisServer
  let count = 0

  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  storeLaws({
    async open() {
      const where = ownPrefix()
      const handles: Store[] = [await openRedisStore(where), await openRedisStore(where)]
      return {
        handles,
        async reopen(handle) {
          await handle.close()
          return openRedisStore(where)
        },
        async close() {
          await Promise.all(handles.map((handle) => handle.close()))
        },
      }
    },
    runs: 25,
  })

  test('a Redis that is killed is away, and everything acknowledged is there when it is back', async () => {
    const store = await opened(ownPrefix())
    const world = store.world('default')
    await world.start(entries)
    await world.revoke(entry(0).token.id, revocation)
    await redis.kill()
    await expect(world.byId(entry(0).token.id)).rejects.toMatchObject({ name: 'StoreError', code: 'AWAY' })
    await expect(world.revoke(entry(1).token.id, revocation)).rejects.toMatchObject({ code: 'AWAY' })
    expect(await store.health()).toMatchObject({ ready: false, why: expect.stringMatching(/Redis/) })
    await redis.restart()
    await ready(store)
    expect(await world.revoke(entry(0).token.id, { ...revocation, at: 2 })).toStrictEqual({
      token: { ...entry(0).token, revocation },
      first: false,
    })
    expect((await world.byId(entry(1).token.id))?.revocation).toBeUndefined()
  })

  test('a Redis that says nothing is waited for a bounded time, by a bounded number', async () => {
    const store = await opened(ownPrefix(), { answer: 100, connection: 3000, waiting: 10 })
    const world = store.world('default')
    redis.pause()
    try {
      const asked = await Promise.allSettled(Array.from({ length: 15 }, async () => world.byId(entry(0).token.id)))
      expect(asked.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code)).toStrictEqual([
        ...Array.from({ length: 10 }, () => 'AWAY'),
        ...Array.from({ length: 5 }, () => 'BUSY'),
      ])
      // Nobody waits for those any more, and Redis still has them before it.
      await expect(world.byId(entry(0).token.id)).rejects.toMatchObject({ code: 'BUSY' })
    } finally {
      redis.resume()
    }
    await ready(store)
  })

  test('a token that is revoked again and again, and whatever is only read, write nothing', async () => {
    const store = await opened(ownPrefix())
    const world = store.world('default')
    await world.start(entries)
    await world.revoke(entry(0).token.id, revocation)
    const log = join(redis.folder, 'appendonlydir')
    const written = (): number => readdirSync(log).reduce((size, file) => size + statSync(join(log, file)).size, 0)
    const before = written()
    for (let again = 0; again < 100; again += 1) expect(await world.revoke(entry(0).token.id, revocation)).toMatchObject({ first: false })
    await world.bySecret(entry(1).digest)
    await world.page({ limit: 10 })
    await store.health()
    expect(written()).toBe(before)
  })

  test('answers that come slowly do not hold up the process', async () => {
    const world = (await opened(await slowed(30))).world('default')
    await world.start(entries)
    const turns: number[] = []
    const turning = setInterval(() => turns.push(1), 1)
    await Promise.all(Array.from({ length: 50 }, async () => world.byId(entry(0).token.id)))
    clearInterval(turning)
    expect(turns.length).toBeGreaterThan(5)
  })

  test('stores with different prefixes never meet', async () => {
    const [one, other] = [await opened(ownPrefix()), await opened(ownPrefix())]
    await one.world('default').start(entries)
    expect(await other.worlds()).toEqual([])
    expect(await other.world('default').size()).toBe(0)
  })

  function ownPrefix(): string {
    count += 1
    return `${redis.url}?prefix=test-${count}`
  }

  /** The way to Redis through a network that takes so long in each direction. */
  async function slowed(milliseconds: number): Promise<string> {
    const proxy = createServer((near) => {
      const far = connect(redis.port, '127.0.0.1')
      near.on('data', (bytes) => setTimeout(() => far.write(bytes), milliseconds))
      far.on('data', (bytes) => setTimeout(() => near.write(bytes), milliseconds))
      near.on('close', () => far.destroy())
      far.on('close', () => near.destroy())
      for (const socket of [near, far]) socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void proxy.close())
    return `redis://127.0.0.1:${(proxy.address() as { port: number }).port}?prefix=slow`
  }
})

test.each(['redis://', 'redis://host?prefix=a b', 'redis://host?perfix=a', 'redis:// host'])('%s is no address', async (where) => {
  await expect(openRedisStore(where)).rejects.toMatchObject({ code: 'BAD_OPTION' })
})

test('a Redis that is not there is refused in a sentence without its password', async () => {
  const refusal = {
    code: 'STORE_REFUSED',
    message: expect.stringMatching(/^The Redis at redis:\/\/127\.0\.0\.1:1\/ cannot be used: .*ECONNREFUSED/),
  }
  await expect(openRedisStore('redis://me:hush@127.0.0.1:1/')).rejects.toMatchObject(refusal)
})

/** A store that is closed when the test ends. */
async function opened(where: string, ...patience: [] | [NonNullable<Parameters<typeof openRedisStore>[1]>]): Promise<Store> {
  const store = await openRedisStore(where, ...patience)
  onTestFinished(() => store.close())
  return store
}

async function ready(store: Store): Promise<void> {
  while (!(await store.health()).ready) await new Promise((again) => setTimeout(again, 20))
}
