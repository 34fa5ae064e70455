import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type * as timers from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Finding } from '../requirements/requirement.ts'
import type { Provisioner } from '../provisioner/index.ts'
import { runConformance } from '../run-conformance.ts'

/** Moved on by waiting alone; who waits beside others waits no longer than the longest of them. */
const clock = vi.hoisted(() => ({ now: 0, waits: [] as number[] }))
vi.mock('node:timers/promises', async (original) => {
  const real = await original<typeof timers>()
  return {
    setTimeout: async (ms = 0) => {
      const end = clock.now + ms
      clock.waits.push(ms)
      await real.setImmediate()
      clock.now = Math.max(clock.now, end)
    },
  }
})

const ends: (() => void)[] = []

beforeEach(() => {
  clock.now = 0
  clock.waits = []
})

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A target that revokes, refuses what it must, and lets `busy` say first which request it is too busy for. */
async function setup(busy: (request: IncomingMessage, body: string) => readonly [status: number, after?: string | undefined] | undefined) {
  const alive = new Map<string, string>()
  const revoked = new Map<string, string>()
  const server = createServer((request, response) => {
    // A client that hangs up is a matter of the scenario.
    answer(request, response).catch(() => {})
  })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk)
    const [status, after] = busy(request, Buffer.concat(chunks).toString()) ?? [0]
    if (status > 0) return void response.writeHead(status, after === undefined ? {} : { 'Retry-After': after }).end()
    const caller = alive.get(String(request.headers.authorization).replace('Bearer ', ''))
    const id = request.url?.split('/').at(-2) ?? ''
    if (caller === undefined || revoked.has(caller)) return void response.writeHead(401).end()
    if (![...alive.values()].includes(id)) return void response.writeHead(404).end()
    revoked.set(id, revoked.get(id) ?? new Date().toISOString())
    response.writeHead(201, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ success: true, data: { id, jti: id, revoked_at: revoked.get(id) } }))
  }
  await once(server.listen(0, '127.0.0.1'), 'listening')
  ends.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const provisioner: Provisioner = {
    limited: false,
    issue: async (kind, count) =>
      Array.from({ length: count }, () => {
        const token = { kind, id: randomUUID(), secret: `dz_${randomBytes(32).toString('base64url')}` }
        if (kind !== 'expired') alive.set(token.secret, token.id)
        return token
      }),
    close: async () => {},
  }
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return async (): Promise<{ findings: readonly Finding[]; requests: number }> => {
    const { requirements, run } = await runConformance({ target, provisioner, seed: 1 })
    const verdict = requirements.find(({ id }) => id === 'robustness/no-server-error')?.verdict
    return { findings: verdict?.kind === 'failed' ? verdict.findings : [], requests: run.requests }
  }
}

/** What a target may not get over, by one thing that is in the request. */
const poisons: Readonly<Record<string, (request: IncomingMessage, body: string) => boolean>> = {
  'NUL in a reason': (_, body) => body.includes(String.raw`\u0000`),
  'an id that is no UUID': ({ url }) => url?.includes('not-a-uuid') === true,
  'another scheme': ({ headers }) => headers.authorization?.startsWith('Digest') === true,
  'a list as the body': (_, body) => body === '[]',
  GET: ({ method }) => method === 'GET',
}

test(
  'a request that is always answered as by a busy server is found, whatever Retry-After says, and beside whatever else goes on',
  { timeout: 60_000 },
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(poisons)),
        fc.constantFrom(502, 503, 504),
        fc.constantFrom(undefined, '0', '1', '3600', 'soon'),
        async (name, status, after) => {
          const check = await setup((request, body) => (poisons[name]?.(request, body) === true ? [status, after] : undefined))
          const { findings } = await check()
          expect(findings.map(({ got }) => got)).toContainEqual(expect.stringMatching(`^${status} for`))
        },
      ),
      { numRuns: 3 },
    ),
)

test(
  'one that is too busy for everybody now and then is accused of nothing, and asked again when it says so',
  { timeout: 60_000 },
  async () => {
    let room = 60
    let filledAt = clock.now
    let refused = 0
    const check = await setup(() => {
      room = Math.min(60, room + (clock.now - filledAt) * 0.6) - 1
      filledAt = clock.now
      if (room >= 0) return undefined
      room = 0
      refused += 1
      return [503, '1']
    })
    const { findings } = await check()
    expect(refused).toBeGreaterThan(0)
    expect(findings).toEqual([])
  },
)

test('one that is always too busy is not waited for again and again', { timeout: 60_000 }, async () => {
  const check = await setup(() => [503, '9'])
  await check()
  // Some more may be under way when it shows that it is in vain.
  expect(clock.waits.filter((ms) => ms === 9000).length).toBeLessThan(20)
})
