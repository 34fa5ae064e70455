import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { Interrupted } from '../errors.ts'
import { quickWorld } from '../testing/quick-world.ts'
import { castOf } from './calibration.ts'
import { restart } from './restart.ts'
import type { Cast, World } from './world.ts'

const ends: (() => Promise<unknown> | void)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A target that lets tokens of the run in from its `back`th request on. */
async function setup({ back = 0, signal = new AbortController().signal } = {}): Promise<{ world: World; cast: Cast }> {
  let asked = 0
  const server = createServer(({ headers }, response) => {
    asked += 1
    response.writeHead(asked > back && headers.authorization?.includes('dz_issued') === true ? 404 : 401).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provisioner = {
    limited: false,
    issue: async (kind: 'manager' | 'revocable' | 'outsider' | 'expired', count: number) =>
      Array.from({ length: count }, () => ({ kind, id: randomUUID(), secret: `dz_issued${randomBytes(24).toString('base64url')}` })),
    close: async () => {},
  }
  const world = quickWorld(url, provisioner, { signal })
  ends.push(async () => {
    await world.lanes.close()
    server.close()
  })
  return { world, cast: await castOf(world.supply) }
}

test.each([0, 3])(
  'a target that comes back after %i requests is waited for, whatever its restart leaves behind in the background',
  async (back) => {
    const { world, cast } = await setup({ back })
    // What is in the background holds the output of the command open.
    await restart(world, cast, 'sleep 70 & echo $! >&2')
    expect(world.recorder.history().events.filter(({ kind }) => kind === 'restart')).toHaveLength(1)
  },
)

test('a command that fails is quoted', async () => {
  const { world, cast } = await setup()
  await expect(restart(world, cast, 'echo no such service >&2; exit 3')).rejects.toThrow(/no such service/)
  await expect(restart(world, cast, 'exit 3')).rejects.toThrow(/code 3/)
})

test('the wait for one that does not come back ends with the run', async () => {
  const stop = new AbortController()
  const { world, cast } = await setup({ back: Number.POSITIVE_INFINITY, signal: stop.signal })
  const waiting = restart(world, cast, 'true')
  setImmediate(() => stop.abort())
  await expect(waiting).rejects.toThrow(Interrupted)
})
