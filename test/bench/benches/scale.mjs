import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { startMock } from '../../command.mjs'
import { redisCommand, startRedis } from '../../redis-server.mjs'
import { vitalsOf } from '../../soak/vitals.mjs'
import { alternating, spreadOf } from '../statistics.mjs'

/** How many tokens; `SCALE=1000,100000` measures others. */
const sizes = (process.env['SCALE'] ?? '1000,100000,1000000').split(',').map(Number)
/** The most that one request may issue. */
const batch = 10_000
/** How many revocations are timed in a round, one after the other. */
const timed = 200
/** How many revocations every mock has behind it before its tokens are issued: code that has run more often is faster. */
const warmUp = 5000

export const scaleMemory = scale('memory')
export const scaleFile = scale('file')
export const scaleRedis = scale('redis')

/**
 * How a store bears a thousand, a hundred thousand, a million tokens, half of them revoked.
 *
 * @param {'memory' | 'file' | 'redis'} kind
 * @returns {import('../bench.mjs').Bench}
 */
function scale(kind) {
  const first = subjectOf(sizes[0])
  return {
    name: `scale-${kind}`,
    title: `One revocation after the other on ${kind}:, while it holds so many tokens, half of them revoked`,
    bars: [{ quantity: 'revocation p50', subject: subjectOf(sizes.at(-1)), against: first, most: 1.2 }],
    async measure({ rounds, say }) {
      if (kind === 'redis' && redisCommand === undefined) return nothing('neither redis-server nor valkey-server is installed')
      const filled = {}
      try {
        for (const size of sizes) {
          say(`issuing ${size} tokens`)
          filled[subjectOf(size)] = await filledMock(await placeOf(kind), size, rounds * timed)
        }
        const names = Object.keys(filled)
        const slowest = Object.fromEntries(names.map((name) => [name, []]))
        const median = await alternating(names, rounds, async (name) => {
          const times = (await filled[name].revocations()).toSorted((a, b) => a - b)
          slowest[name].push(times[Math.floor(times.length * 0.99)])
          return spreadOf(times).median
        })
        const startUps = {}
        for (const name of names) startUps[name] = [await filled[name].startUp()]
        return {
          quantities: [
            { name: 'revocation p50', unit: 'ms', samples: median, reference: first },
            { name: 'revocation p99', unit: 'ms', samples: slowest, reference: first },
            { name: 'memory a token', unit: 'bytes', samples: onceEach(filled, ({ bytes }) => bytes.mock) },
            ...(kind === 'redis' ? [{ name: 'Redis a token', unit: 'bytes', samples: onceEach(filled, ({ bytes }) => bytes.redis) }] : []),
            { name: 'start-up on what is there', unit: 'ms', samples: startUps },
          ],
        }
      } finally {
        for (const mock of Object.values(filled)) await mock.remove()
      }
    },
  }

  function nothing(reason) {
    return { quantities: [{ name: 'revocation p50', unit: 'ms', samples: {} }], absent: { [`${kind}:`]: reason } }
  }
}

function subjectOf(size) {
  return `${size.toLocaleString('en')} tokens`
}

function onceEach(filled, figureOf) {
  return Object.fromEntries(Object.entries(filled).map(([name, one]) => [name, [figureOf(one)]]))
}

/** A mock with so many tokens, and some of them kept to be revoked later. */
async function filledMock(place, size, kept) {
  const mock = await startMock(['--store', place.store, '--journal', '1'])
  const pool = new Pool(mock.url, { connections: 16 })
  await warmedUp(pool)
  const manager = (await issued(pool, 'manager', 1))[0].secret
  const before = { mock: vitalsOf(mock.pid).memory * 2 ** 20, redis: place.memory() }
  const targets = []
  for (let count = 0; count < size + kept; count += batch) {
    const tokens = await issued(pool, 'revocable', Math.min(batch, size + kept - count))
    await Promise.all(tokens.slice(0, tokens.length / 2).map((token) => revoke(pool, token, manager)))
    targets.push(...tokens.slice(tokens.length / 2, tokens.length / 2 + Math.ceil((kept * batch) / (size + kept))))
  }
  const bytes = {
    mock: (vitalsOf(mock.pid).memory * 2 ** 20 - before.mock) / (size + kept),
    redis: (place.memory() - before.redis) / (size + kept),
  }
  return { bytes, revocations, startUp, remove }

  async function revocations() {
    const times = []
    for (const target of targets.splice(0, timed)) {
      const begin = performance.now()
      await revoke(pool, target, manager)
      times.push(performance.now() - begin)
    }
    return times
  }

  /** Until another mock listens, on what is there now; this one is stopped for it. */
  async function startUp() {
    await pool.close()
    await mock.stop()
    const begin = performance.now()
    const next = await startMock(['--store', place.store])
    const time = performance.now() - begin
    await next.stop()
    return time
  }

  async function remove() {
    await pool.destroy()
    await mock.stop()
    await place.remove()
  }
}
async function placeOf(kind) {
  if (kind === 'memory') return { store: 'memory:', memory: () => 0, remove: async () => undefined }
  if (kind === 'redis') {
    const redis = await startRedis()
    return { store: redis.url, memory: () => redisMemory(redis.port), remove: () => redis.stop() }
  }
  const folder = mkdtempSync(join(tmpdir(), 'scale-'))
  return { store: `file:${folder}`, memory: () => 0, remove: async () => rmSync(folder, { recursive: true }) }
}

function redisMemory(port) {
  return Number(/^used_memory:(\d+)/m.exec(execFileSync('redis-cli', ['-p', String(port), 'info', 'memory'], { encoding: 'utf8' }))?.[1])
}

/** In a world that is removed again, so that nothing is left of it. */
async function warmedUp(pool) {
  const world = { 'x-mock-world': 'warm-up' }
  const [manager] = await issued(pool, 'manager', 1, world)
  const tokens = await issued(pool, 'revocable', warmUp, world)
  await Promise.all(tokens.map((token) => revoke(pool, token, manager.secret, world)))
  await (await pool.request({ method: 'DELETE', path: '/_mock/worlds/warm-up' })).body.dump()
}

async function issued(pool, kind, count, world) {
  return (await send(pool, '/_mock/tokens', JSON.stringify({ kind, count }), world)).tokens
}

function revoke(pool, { id }, manager, world) {
  return send(pool, `/api/v1/tokens/${id}/revoke`, '{"reason": "scale"}', { authorization: `Bearer ${manager}`, ...world })
}

async function send(pool, path, body, more) {
  const headers = { 'content-type': 'application/json', ...more }
  const answer = await pool.request({ method: 'POST', path, headers, body })
  const json = await answer.body.json()
  if (answer.statusCode !== 201) throw new Error(`${path} was answered ${answer.statusCode}: ${JSON.stringify(json)}`)
  return json
}
