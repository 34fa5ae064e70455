import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes, randomUUID } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, test } from 'vitest'
import { UsageError } from '../errors.ts'
import type { Provisioner } from '../provisioner/index.ts'
import { runConformance } from '../run-conformance.ts'

const ends: (() => void)[] = []

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

const provisioner: Provisioner = {
  limited: false,
  issue: async (kind, count) =>
    Array.from({ length: count }, () => ({ kind, id: randomUUID(), secret: `dz_${randomBytes(32).toString('base64url')}` })),
  close: async () => {},
}

/** A target that answers at once, to everybody the same. */
async function setup(): Promise<string> {
  const server = createServer((_, response) => response.writeHead(404).end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  ends.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Collects garbage again and again, as a long run does by itself. */
function collectAllTheTime(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const timer = setInterval(collect, 50)
  ends.push(() => clearInterval(timer))
}

// With so few requests a second, the run as such takes a minute; nothing is ever revoked, so that nothing fails.
const slowly = { provisioner, rate: 30, seed: 1, selection: { only: ['finality/revoked-is-rejected'], skip: [], allowUnexercised: [] } }

test('ends a run that is in the middle of it, however much garbage is collected, and never passes it', async () => {
  const target = await setup()
  collectAllTheTime()
  const result = await runConformance({ target, ...slowly, maxTime: 1000 })
  expect(result).toMatchObject({ outcome: 'no conclusion', exitCode: 3, run: { complete: false } })
  expect(result.headline).toContain('--max-time')
})

test('waits no longer for a provisioner that has stopped to answer', async () => {
  const target = await setup()
  const stalled: Provisioner = {
    ...provisioner,
    issue: async (kind, count) => (kind === 'revocable' ? new Promise(() => {}) : provisioner.issue(kind, count)),
  }
  const result = await runConformance({ ...slowly, target, provisioner: stalled, maxTime: 300 })
  expect(result).toMatchObject({ exitCode: 3, run: { complete: false } })
  expect(result.headline).toContain('--max-time')
  expect(result.notices.join()).toContain('neither used nor revoked')
})

test.each([0, -1, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY])(
  'a longest time of %d ms is refused before anything is sent',
  async (maxTime) => {
    await expect(runConformance({ target: 'http://127.0.0.1:9', provisioner, maxTime })).rejects.toThrow(UsageError)
  },
)
