import { once } from 'node:events'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { startMock } from '../../command.mjs'
import { freePort } from '../../redis-server.mjs'
import { revocation } from '../load/load.mjs'
import { startServer } from './process.mjs'

/** The most that one request may issue. */
const batch = 10_000

/** `dayzero-contract mock` as it starts without a flag. */
export const mock = mockWith('mock', [])

/**
 * All that can be switched on and changes no answer: a large journal, metrics that are scraped, worlds that are used, a
 * console that follows one of them.
 *
 * @type {import('./subject.mjs').Subject}
 */
export const busyMock = {
  name: 'mock, everything on',
  async start() {
    const worlds = ['', 'first', 'second', 'third']
    const running = await mockWith('', ['--journal', '100000'], { worlds }).start()
    const done = new AbortController()
    const stream = get(`${running.url}/_mock/events`, { signal: done.signal })
    const [events] = await once(stream, 'response')
    stream.on('error', () => undefined)
    events.on('error', () => undefined).resume()
    const scraped = scrape(running.url, done.signal)
    const stop = async () => {
      done.abort()
      await scraped
      await running.stop()
    }
    return { ...running, stop }
  },
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ worlds?: readonly string[], env?: NodeJS.ProcessEnv }} [options] `worlds`: requests go to them in turn; '' is
 *   the world without a name.
 * @returns {import('./subject.mjs').Subject}
 */
export function mockWith(name, args, { worlds = [''], env } = {}) {
  return {
    name,
    async start() {
      const running = await startMock(args, env)
      const pool = new Pool(running.url, { connections: 4 })
      const stock = await Promise.all(worlds.map((world) => stockOf(pool, world)))
      const stop = async () => {
        await pool.close()
        await running.stop()
      }
      const requests = async (situation, count) => {
        const share = Math.ceil(count / worlds.length)
        const byWorld = await Promise.all(stock.map((one) => one.requests(situation, share)))
        return Array.from({ length: share * worlds.length }, (_, at) => byWorld[at % worlds.length][Math.floor(at / worlds.length)])
      }
      return { url: running.url, pid: running.pid, requests, stop }
    },
  }
}

/**
 * The mock from a folder that npm has made, without a compile cache.
 *
 * @returns {Promise<import('./subject.mjs').Subject>}
 */
export async function installedMock(name, folder) {
  const first = await seededRevocation()
  return {
    name,
    async start() {
      const port = await freePort()
      const args = [join(folder, 'dist/cli.js'), 'mock', '--port', String(port)]
      const server = { command: process.execPath, args, env: { NODE_DISABLE_COMPILE_CACHE: '1' } }
      const running = await startServer(server, `http://127.0.0.1:${port}`, first)
      return { ...running, requests: () => Promise.reject(new Error('It is started, and no more.')) }
    },
  }
}

/** Tokens are the same on every start, so that the first request can be ready before the mock is. */
async function seededRevocation() {
  const running = await startMock()
  const { tokens } = await (await fetch(`${running.url}/_mock/tokens`, { headers: { connection: 'close' } })).json()
  await running.stop()
  const of = (wanted) => tokens.find(({ kind }) => kind === wanted)
  return revocation({ id: of('revocable').id, as: of('manager').secret })
}

/** The tokens of one world. A snapshot holds them as they were issued: to restore it makes every one live again. */
async function stockOf(pool, world) {
  const headers = { 'content-type': 'application/json', ...(world === '' ? {} : { 'x-mock-world': world }) }
  const [manager, revoked] = [...(await issue('manager', 1)), ...(await issue('revocable', 1))]
  await ask('POST', `/_mock/tokens/${revoked.id}/revoke`)
  await ask('PUT', '/_mock/snapshots/stock')
  const ids = []
  const by = { as: manager.secret, headers }
  const requestsOf = {
    valid: (id) => revocation({ id, ...by }),
    401: (id) => revocation({ id, ...by, as: revoked.secret }),
    404: () => revocation(by),
    422: (id) => revocation({ id, ...by, body: '{"reason": 5}' }),
    malformed: (id) => revocation({ id, ...by, body: '{"reason": "Laptop lo' }),
  }

  return {
    async requests(situation, count) {
      await ask('POST', '/_mock/snapshots/stock/restore')
      if (ids.length < count) await add(count - ids.length)
      if ((await ask('GET', `/_mock/tokens/${ids[0]}`)).state !== 'live') throw new Error('The tokens are not as they were issued.')
      return ids.slice(0, count).map(requestsOf[situation])
    },
  }

  async function add(more) {
    for (let left = more; left > 0; left -= batch) ids.push(...(await issue('revocable', Math.min(left, batch))).map(({ id }) => id))
    await ask('PUT', '/_mock/snapshots/stock')
  }

  async function issue(kind, count) {
    return (await ask('POST', '/_mock/tokens', { kind, count })).tokens
  }

  async function ask(method, path, body) {
    const answer = await pool.request({ method, path, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.body.text()
    if (answer.statusCode >= 300) throw new Error(`${path} was answered ${answer.statusCode}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}

async function scrape(url, signal) {
  for (;;) {
    try {
      await (await fetch(`${url}/_mock/metrics`, { signal })).text()
      await pause(1000, undefined, { signal })
    } catch (error) {
      if (signal.aborted) return
      throw error
    }
  }
}
