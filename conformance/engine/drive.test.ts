import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { Interrupted } from '../errors.ts'
import type { Provisioner } from '../provisioner/index.ts'
import { scenario } from '../scenarios/scenario.ts'
import { quickWorld } from '../testing/quick-world.ts'
import { Closure } from './closure.ts'
import { Drive } from './drive.ts'
import { Seats } from './seats.ts'

const ends: (() => Promise<unknown> | void)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** One case that tries the manager, while an outsider is being issued that never comes, on a target that answers all alike. */
async function setup(status: number): Promise<{ drive: Drive; stop: AbortController; rejections: unknown[] }> {
  const server = createServer((_, response) => response.writeHead(status).end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const provisioner: Provisioner = {
    limited: false,
    issue: async (kind) =>
      kind === 'outsider' ? new Promise(() => {}) : [{ kind, id: randomUUID(), secret: `dz_${randomBytes(32).toString('base64url')}` }],
    close: async () => {},
  }
  const stop = new AbortController()
  const closure = new Closure()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const world = quickWorld(url, provisioner, { signal: stop.signal, onEvent: (event) => closure.on(event) })
  const rejections: unknown[] = []
  const hear = (reason: unknown): void => void rejections.push(reason)
  process.on('unhandledRejection', hear)
  ends.push(async () => {
    process.off('unhandledRejection', hear)
    await world.lanes.close()
    server.close()
  })
  const manager = await world.supply.take('manager')
  world.supply.take('outsider').catch(() => {})
  const drive = new Drive(
    world,
    { manager, control: manager, outsider: undefined, expired: undefined },
    closure,
    scenario({
      id: 'one-probe',
      title: 'One probe',
      runs: { quick: 0, standard: 0, certification: 0 },
      examples: [0],
      inputs: fc.constant(0),
      run: async (_, on) => void (await on.probe(manager)),
    }),
    {
      profile: 'quick',
      runs: 0,
      seed: 1,
      shrinkLimit: 0,
      shrinks: { left: 0 },
      found: new Set(),
      counts: () => true,
      mayGoOn: () => true,
      seats: new Seats(1),
      onFindings: () => {},
      onCase: async () => {},
      onShrunk: () => {},
      onOutOfTokens: () => {},
    },
  )
  return { drive, stop, rejections }
}

test('a case without a failure waits for no token that is being issued, and nothing of it is left behind when the run is ended', async () => {
  const { drive, stop, rejections } = await setup(404)
  await drive.examples()
  stop.abort()
  await turn()
  await turn()
  expect(rejections).toEqual([])
})

test('one with a failure does, as long as the run goes on', async () => {
  const { drive, stop, rejections } = await setup(500)
  const driven = drive.examples()
  const ended = driven.then(
    () => 'ended',
    (error: unknown) => error,
  )
  setTimeout(() => stop.abort(), 300)
  expect(await ended).toBeInstanceOf(Interrupted)
  await turn()
  expect(rejections).toEqual([])
})
