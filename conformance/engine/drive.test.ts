import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { Interrupted } from '../errors.ts'
import type { Provisioner } from '../provisioner/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import { scenario } from '../scenarios/scenario.ts'
import { quickWorld } from '../testing/quick-world.ts'
import { Begun } from './begun.ts'
import type { Bearer } from './case.ts'
import { Closure } from './closure.ts'
import { Drive, stages } from './drive.ts'
import type { DriveOptions } from './session.ts'
import { Seats } from './seats.ts'
import type { Cast } from './world.ts'

const ends: (() => Promise<unknown> | void)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A world on a target that answers all alike, while an outsider is being issued that never comes. */
async function setup(status: number) {
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
  const cast: Cast = { manager, control: manager, outsider: undefined, expired: undefined }
  const driveOf = (one: Scenario, runs = 0): Drive =>
    new Drive(world, cast, closure, one, { ...options, begun: new Begun(closure), seats: new Seats(1), runs })
  return { driveOf, manager, stop, rejections }
}

const options: Omit<DriveOptions, 'begun' | 'seats'> = {
  profile: 'quick',
  runs: 0,
  seed: 1,
  shrinkLimit: 0,
  shrinks: { left: 0 },
  found: new Set(),
  counts: () => true,
  mayGoOn: () => true,
  onFindings: () => {},
  onCase: async () => {},
  onShrunk: () => {},
  onOutOfTokens: () => {},
}

const none = { quick: 0, standard: 0, certification: 0 }

/** One case that tries somebody. */
function oneProbe(bearer: Bearer): Scenario {
  return scenario({
    id: 'one-probe',
    title: 'One probe',
    runs: none,
    examples: [0],
    inputs: fc.constant(0),
    run: async (_, on) => void (await on.probe(bearer)),
  })
}

test('a scenario is run stage by stage, each input once, though all stages are asked for at once', async () => {
  const { driveOf } = await setup(404)
  const counts = fc.record({ examples: fc.nat(3), variations: fc.nat(3), generated: fc.nat(3) })
  await fc.assert(
    fc.asyncProperty(counts, async (count) => {
      const ran: string[] = []
      const inputsOf = (stage: (typeof stages)[number]): string[] => Array.from({ length: count[stage] }, () => stage)
      const one = scenario({
        id: 'stages',
        title: 'Stages',
        runs: none,
        examples: inputsOf('examples'),
        variations: inputsOf('variations'),
        inputs: fc.constant('generated'),
        run: async (input) => {
          await turn()
          ran.push(input)
        },
      })
      const drive = driveOf(one, count.generated)
      await drive.examples()
      expect(ran).toEqual(inputsOf('examples'))
      await Promise.all(stages.map(async (stage) => drive[stage]()))
      expect(ran).toEqual(stages.flatMap(inputsOf))
    }),
    { numRuns: 40 },
  )
})

test('a case without a failure waits for no token that is being issued, and nothing of it is left behind when the run is ended', async () => {
  const { driveOf, manager, stop, rejections } = await setup(404)
  await driveOf(oneProbe(manager)).examples()
  stop.abort()
  await turn()
  await turn()
  expect(rejections).toEqual([])
})

test('one with a failure does, as long as the run goes on', async () => {
  const { driveOf, manager, stop, rejections } = await setup(500)
  const driven = driveOf(oneProbe(manager)).examples()
  const ended = driven.then(
    () => 'ended',
    (error: unknown) => error,
  )
  setTimeout(() => stop.abort(), 300)
  expect(await ended).toBeInstanceOf(Interrupted)
  await turn()
  expect(rejections).toEqual([])
})
