import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quickWorld } from '../testing/quick-world.ts'
import { cleanUp, inParallel, timeFor } from './farewell.ts'
import type { World } from './world.ts'

test('a clean-up gets two requests for each token at its rate, and at least 15 s and at most ten minutes', () => {
  fc.assert(
    fc.property(fc.nat(12_000), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1000 }), (left, concurrency, rate) => {
      const time = timeFor({ left, concurrency, rate })
      expect(time).toBeGreaterThanOrEqual(Math.min(600_000, 15_000 + (left * 2000) / rate))
      expect(time).toBeLessThanOrEqual(600_000)
    }),
  )
  expect(timeFor({ left: 12_000, concurrency: 6 })).toBe(15_000)
})

test('at a failure nothing more begins, and what is under way is waited for', async () => {
  const ended: number[] = []
  const all = inParallel([1, 2, 3, 4], 2, async (value) => {
    if (value === 1) throw new Error('no')
    await new Promise(setImmediate)
    ended.push(value)
  })
  await expect(all).rejects.toThrow('no')
  expect(ended).toEqual([2])
})

test.each([0, 1, 3, 9])('a clean-up that is cut short after %i revocations lists what is neither revoked nor expired', async (most) => {
  const cut = new AbortController()
  if (most === 0) cut.abort()
  let asked = 0
  const server = createServer((_, response) => {
    asked += 1
    if (asked === most) cut.abort()
    response.writeHead(201, { 'Content-Type': 'application/json' }).end('{}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const world = worldAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  try {
    const manager = await world.supply.take('manager')
    // Four managers at once, two outsiders that have expired.
    await world.supply.take('outsider')
    const { leftovers, problem } = await cleanUp(
      { ...world, signal: cut.signal },
      { control: manager, manager, outsider: undefined, expired: undefined },
      1,
    )
    expect(asked).toBe(Math.min(most, 4))
    expect(leftovers).toHaveLength(4 - asked)
    expect(leftovers.every(({ alias, reason }) => alias.startsWith('manager') && reason === 'the clean-up was cut short')).toBe(true)
    expect(problem === undefined).toBe(asked === 4)
  } finally {
    await world.lanes.close()
    server.close()
  }
})

test.each([
  [401, []],
  [403, Array.from({ length: 4 }, () => 'the target answers 403 to its revocation')],
])(
  'where every revocation is answered %i, who is dead himself is not left over, and who is not is, with the reason',
  async (status, reasons) => {
    const server = createServer((_, response) => response.writeHead(status).end())
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const world = worldAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    try {
      const manager = await world.supply.take('manager')
      const { leftovers, problem } = await cleanUp(world, { control: manager, manager, outsider: undefined, expired: undefined }, 2)
      expect({ reasons: leftovers.map(({ reason }) => reason), problem }).toEqual({ reasons, problem: undefined })
    } finally {
      await world.lanes.close()
      server.close()
    }
  },
)

function worldAt(url: string): World {
  return quickWorld(url, {
    limited: false,
    issue: async (kind, count) =>
      Array.from({ length: count }, () => ({
        kind,
        id: randomUUID(),
        secret: `dz_${randomBytes(32).toString('base64url')}`,
        expiresAt: new Date(kind === 'outsider' ? 0 : 4e12).toISOString(),
      })),
    close: async () => {},
  })
}
