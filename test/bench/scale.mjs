// How a store bears a thousand, a hundred thousand, a million tokens, half of them revoked.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'undici'
import { startMock } from '../command.mjs'
import { redisCommand, startRedis } from '../redis-server.mjs'
import { vitalsOf } from '../soak/vitals.mjs'

/** How many tokens; `SCALE=1000,100000` measures fewer. */
const sizes = (process.env['SCALE'] ?? '1000,100000,1000000').split(',').map(Number)
/** The most that one request may issue. */
const batch = 10_000
/** How many revocations are timed, one after the other. */
const timed = 500

/**
 * @param {'memory' | 'file' | 'redis'} kind
 * @returns {Promise<Record<string, string | number>[]>}
 */
export async function scale(kind) {
  if (kind === 'redis' && redisCommand === undefined)
    return [{ tokens: 'not measured: neither redis-server nor valkey-server is installed' }]
  const rows = []
  for (const size of sizes) {
    const place = await placeOf(kind)
    try {
      rows.push(await measured(place, size))
    } finally {
      await place.remove()
    }
  }
  return rows
}

async function measured(place, size) {
  const mock = await startMock(['--store', place.store, '--journal', '1'])
  const pool = new Pool(mock.url, { connections: 16 })
  const manager = (await issued(pool, 'manager', 1))[0].secret
  const before = { mock: vitalsOf(mock.pid).memory, redis: place.memory() }
  const targets = []
  for (let count = 0; count < size; count += batch) {
    const tokens = await issued(pool, 'revocable', Math.min(batch, size - count))
    await Promise.all(tokens.slice(0, tokens.length / 2).map((token) => revoke(pool, token, manager)))
    targets.push(...tokens.slice(tokens.length / 2, tokens.length / 2 + Math.ceil((timed * batch) / Math.max(size, batch))))
  }
  const times = []
  for (const target of targets.slice(0, timed)) {
    const begin = performance.now()
    await revoke(pool, target, manager)
    times.push(performance.now() - begin)
  }
  const after = { mock: vitalsOf(mock.pid).memory, redis: place.memory() }
  await pool.close()
  await mock.stop()
  const sorted = times.toSorted((a, b) => a - b)
  return {
    tokens: size,
    'start-up, ms': await startUp(place),
    'mock, bytes a token': Math.round(((after.mock - before.mock) * 2 ** 20) / size),
    'redis, bytes a token': place.memory() === 0 ? '' : Math.round((after.redis - before.redis) / size),
    'revocation p50, ms': (sorted[Math.floor(sorted.length * 0.5)] ?? 0).toFixed(2),
    'p99, ms': (sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(2),
  }
}

/** Until the mock listens, on what is there now. */
async function startUp({ store }) {
  const begin = performance.now()
  const mock = await startMock(['--store', store])
  const time = Math.round(performance.now() - begin)
  await mock.stop()
  return time
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

async function issued(pool, kind, count) {
  return (await send(pool, '/_mock/tokens', JSON.stringify({ kind, count }))).tokens
}

function revoke(pool, { id }, manager) {
  return send(pool, `/api/v1/tokens/${id}/revoke`, '{"reason": "scale"}', manager)
}

async function send(pool, path, body, as) {
  const headers = { 'content-type': 'application/json', ...(as === undefined ? {} : { authorization: `Bearer ${as}` }) }
  const answer = await pool.request({ method: 'POST', path, headers, body })
  const json = await answer.body.json()
  if (answer.statusCode !== 201) throw new Error(`${path} was answered ${answer.statusCode}: ${JSON.stringify(json)}`)
  return json
}
