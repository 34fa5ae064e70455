import { mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { redisCommand, startRedis } from '../../../test/redis-server.mjs'
import type { RedisServer } from '../../../test/redis-server.mjs'
import { startMock } from '../../start-mock.ts'
import type { Bench } from '../../testing/setup.ts'
import { setup } from '../../testing/setup.ts'
import { openStore } from '../open-store.ts'
import type { Line } from './line.ts'
import { lineTo } from './line.ts'

/** What a Redis may come to while mocks work on it. */
interface Affliction {
  readonly what: string
  readonly says: RegExp
  readonly retryAfter: number
  /** Whether the tokens can still be read. */
  readonly readable: boolean
  readonly inflict: (operator: Line, redis: RedisServer) => Promise<unknown>
  readonly cure: (operator: Line, redis: RedisServer) => Promise<unknown>
}

const afflictions: readonly Affliction[] = [
  {
    what: 'has no memory left',
    says: /^Redis has no memory left\.$/,
    retryAfter: 30,
    readable: true,
    inflict: ({ ask }) => ask(['CONFIG', 'SET', 'maxmemory', '1']),
    cure: ({ ask }) => ask(['CONFIG', 'SET', 'maxmemory', '0']),
  },
  {
    what: 'cannot write to its disk',
    says: /^Redis cannot write to its disk\.$/,
    retryAfter: 30,
    readable: false,
    async inflict({ ask }, { folder }) {
      // A folder is in the way of its file.
      mkdirSync(join(folder, 'dump.rdb'))
      await ask(['CONFIG', 'SET', 'save', '3600 1'])
      await ask(['BGSAVE'])
      await until(async () => String(await ask(['INFO', 'persistence'])).includes('rdb_last_bgsave_status:err'))
    },
    async cure({ ask }, { folder }) {
      rmdirSync(join(folder, 'dump.rdb'))
      await ask(['CONFIG', 'SET', 'save', ''])
    },
  },
  {
    what: 'has become a replica, which may not have heard of the last revocations',
    says: /^Redis is a replica, to which nothing may be written\.$/,
    retryAfter: 1,
    readable: false,
    inflict: ({ ask }) => ask(['REPLICAOF', '127.0.0.1', '1']),
    cure: ({ ask }) => ask(['REPLICAOF', 'NO', 'ONE']),
  },
  {
    what: 'misses the replicas that it should have',
    says: /^Redis has too few replicas to take a write\.$/,
    retryAfter: 1,
    readable: false,
    inflict: ({ ask }) => ask(['CONFIG', 'SET', 'min-replicas-to-write', '1']),
    cure: ({ ask }) => ask(['CONFIG', 'SET', 'min-replicas-to-write', '0']),
  },
  {
    what: 'no longer lets its user do what is needed',
    says: /^Redis does not let this user run evalsha\.$/,
    retryAfter: 30,
    readable: false,
    inflict: ({ ask }) => ask(['ACL', 'SETUSER', 'mock', '-evalsha']),
    cure: ({ ask }) => ask(['ACL', 'SETUSER', 'mock', '+evalsha']),
  },
  {
    what: 'has been given another password',
    says: /^Redis does not accept this user and password\.$/,
    retryAfter: 30,
    readable: false,
    async inflict({ ask }) {
      await ask(['ACL', 'SETUSER', 'mock', 'resetpass', '>another'])
      await ask(['CLIENT', 'KILL', 'USER', 'mock'])
    },
    cure: ({ ask }) => ask(['ACL', 'SETUSER', 'mock', '>hush']),
  },
  {
    what: 'has been started again and is still loading',
    says: /^Redis is still reading what it has kept; try again in a moment\.$/,
    retryAfter: 1,
    readable: false,
    async inflict({ ask }, redis) {
      await ask(['EVAL', "for i = 1, 1000 do redis.call('SET', 'other:' .. i, i) end", '0'])
      await ask(['BGREWRITEAOF'])
      await until(async () => /aof_rewrite_(in_progress|scheduled):1/.exec(String(await ask(['INFO', 'persistence']))) === null)
      await redis.kill()
      const slowly = ['--key-load-delay', '2000', '--loading-process-events-interval-bytes', '1024']
      loaded = redis.restart(slowly)
    },
    cure: () => loaded,
  },
]

let loaded = Promise.resolve()
const user = ['--user', 'mock', 'on', '>hush', '~*', '+@all']

describe.skipIf(redisCommand === undefined && process.env['CI'] === undefined)('with redis-server or valkey-server installed', () => {
  test.each(afflictions)(
    'a Redis that $what: 503 until it is over, and then nothing is amiss',
    async ({ says, retryAfter, readable, ...affliction }) => {
      const redis = await startRedis(user)
      onTestFinished(() => redis.stop())
      const operator = await lineTo(redis.url)
      onTestFinished(() => operator.close())
      const store = redis.url.replace('//', '//mock:hush@')
      const bench = await setup({ store })
      const [before, during] = bench.mock.tokens.revocable
      expect(await bench.revoke(before.id)).toMatchObject({ status: 201 })

      await affliction.inflict(operator, redis)
      await until(async () => says.test(String((await readiness(bench)).json['detail'])))
      expect(await readiness(bench)).toMatchObject({ status: 503, json: { ready: false } })
      expect(await bench.send({ path: '/_mock/health', method: 'GET', as: null })).toMatchObject({ status: 200 })
      expect((await bench.send({ path: '/_mock/metrics', method: 'GET', as: null })).body).toContain('\ndayzero_mock_store_ready 0\n')
      expect(await bench.revoke(during.id)).toMatchObject({
        status: 503,
        headers: { 'retry-after': String(retryAfter) },
        json: { detail: expect.stringMatching(says) as string },
      })
      for (const [secret, standing] of [[before.secret, 'dead'] as const, [during.secret, 'live'] as const])
        expect(await bench.probe(secret)).toBe(readable ? standing : 503)
      expect(await bench.send({ path: '/_mock/tokens', body: '{"kind": "manager"}' })).toMatchObject({ status: 503 })
      const forced = { path: '/_mock/answers', body: '{"match": {"target": "no-such-token"}, "answer": {"status": 418}}', as: null }
      expect((await bench.send(forced)).status).toBe(readable ? 201 : 503)
      const state = says.source.slice('^Redis '.length, -1)
      await expect(openStore(store)).rejects.toMatchObject({
        code: 'STORE_REFUSED',
        message: expect.stringMatching(new RegExp(`^The Redis at \\S+ cannot be used: it ${state} `)) as string,
      })

      await affliction.cure(operator, redis)
      await until(async () => (await readiness(bench)).status === 200)
      expect(await bench.probe(before.secret)).toBe('dead')
      expect(await bench.probe(during.secret)).toBe('live')
      expect(await bench.revoke(during.id)).toMatchObject({ status: 201 })
      expect(await bench.probe(during.secret)).toBe('dead')
    },
  )

  test.each([
    ['that forgets keys to make room', ['--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru'], /: it forgets keys .*allkeys-lru/],
    ['of a cluster', ['--cluster-enabled', 'yes'], /: it is part of a cluster, /],
    ['that wants a password', ['--requirepass', 'hush'], /: it wants a password\. /],
  ])('a Redis %s is refused in a sentence', async (_, flags, sentence) => {
    const redis = await startRedis(flags)
    onTestFinished(() => redis.stop())
    await expect(startMock({ store: redis.url })).rejects.toMatchObject({
      code: 'STORE_REFUSED',
      message: expect.stringMatching(sentence) as string,
    })
  })
})

async function readiness({ send }: Bench): Promise<{ status: number; json: Record<string, unknown> }> {
  const { status, json } = await send({ path: '/_mock/health/ready', method: 'GET', as: null })
  return { status, json: json as Record<string, unknown> }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((again) => setTimeout(again, 20))
}
