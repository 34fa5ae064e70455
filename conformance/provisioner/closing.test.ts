import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ProvisionerError, provisionerOf } from './index.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'closing-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

/** A provisioner that makes whoever asks it wait, and what tells that it has been asked. */
interface Waiting {
  readonly spec: string
  readonly asked: Promise<unknown>
  readonly end: () => void
}

async function busyServer(status: number, after: string): Promise<Waiting> {
  const server = createServer((_, response) => response.writeHead(status, { 'Retry-After': after }).end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    spec: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    // The answer has been read once its connection has closed.
    asked: once(server, 'connection').then(([socket]) => once(socket as NodeJS.EventEmitter, 'close')),
    end: () => void server.close(),
  }
}

function silentModule(number: number): Waiting {
  const file = join(folder, `silent-${number}.mjs`)
  writeFileSync(file, 'export default () => new Promise(() => {})\nexport const close = () => {}\n')
  return { spec: file, asked: import(file), end: () => {} }
}

/** Its child leaves the group that is ended with it, and takes the pipes along. */
function childThatStays(): Waiting {
  return { spec: `exec:${process.platform === 'linux' ? 'setsid sleep 20 & ' : ''}cat >/dev/null`, asked: Promise.resolve(), end: () => {} }
}

const waits = fc.oneof(
  fc.tuple(fc.constantFrom(429, 503), fc.integer({ min: 2, max: 29 })).map(
    ([status, seconds]) =>
      async () =>
        busyServer(status, String(seconds)),
  ),
  fc.tuple(fc.constantFrom(429, 503), fc.integer({ min: 5, max: 25 })).map(
    ([status, seconds]) =>
      async () =>
        busyServer(status, new Date(Date.now() + seconds * 1000).toUTCString()),
  ),
  fc.nat().map((number) => async () => silentModule(number)),
)

/** How many timers, pipes and processes keep this process from its end; those of the test runner come and go. */
function held(): number {
  return process.getActiveResourcesInfo().filter((kind) => ['Timeout', 'PipeWrap', 'ProcessWrap'].includes(kind)).length
}

test('whoever waits for tokens is told when the run ends, and nothing is left that keeps the process from its end', () =>
  fc.assert(
    // Many at once, and few draws: timers of undici's own take seconds to go.
    fc.asyncProperty(fc.array(waits, { minLength: 5, maxLength: 8 }), async (begins) => {
      const before = held()
      const failures = await Promise.all(begins.map(async (begin) => failureAtTheEnd(await begin())))
      for (const failure of failures) {
        expect(failure).toBeInstanceOf(ProvisionerError)
        expect(failure).toMatchObject({ code: 'CLOSED' })
      }
      await expect.poll(held, { timeout: 5_000 }).toBeLessThanOrEqual(before)
    }),
    { numRuns: 2 },
  ))

test('a child that outlives its command holds nothing of ours', async () => {
  const before = held()
  const provisioner = provisionerOf(childThatStays().spec)
  const failure = provisioner.issue('manager', 1).catch((error: unknown) => error)
  await provisioner.close()
  expect(await failure).toMatchObject({ code: 'CLOSED' })
  await expect.poll(held).toBeLessThanOrEqual(before)
})

async function failureAtTheEnd({ spec, asked, end }: Waiting): Promise<unknown> {
  const provisioner = provisionerOf(spec)
  const failure = provisioner.issue('manager', 1).catch((error: unknown) => error)
  await asked
  await provisioner.close()
  end()
  return failure
}
