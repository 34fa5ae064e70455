import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { Provisioner } from '../provisioner/index.ts'
import { scenario } from '../scenarios/scenario.ts'
import { quickWorld } from '../testing/quick-world.ts'
import { Begun } from './begun.ts'
import { Closure } from './closure.ts'
import { Drive } from './drive.ts'
import type { ShrunkCase } from './session.ts'
import { Seats } from './seats.ts'

const ends: (() => Promise<unknown> | void)[] = []

afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const inputs = fc.nat(100_000)

interface Outcome {
  readonly drive: Drive
  /** What was sent, in order. */
  readonly sent: number[]
  /** The most cases that were under way at once. */
  readonly mostAtOnce: () => number
  readonly shrunk: ShrunkCase[]
}

/** A scenario whose every case sends one number, to a target that answers some of them with 500. */
async function setup({
  runs,
  seed,
  seats,
  breaksAt = Number.POSITIVE_INFINITY,
}: {
  readonly runs: number
  readonly seed: number
  readonly seats: number
  readonly breaksAt?: number
}): Promise<Outcome> {
  const numberIn = ({ headers }: IncomingMessage): number => Number(headers['x-number'])
  const server = createServer((request, response) => response.writeHead(numberIn(request) >= breaksAt ? 500 : 404).end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const provisioner: Provisioner = {
    limited: false,
    issue: async (kind) => [{ kind, id: randomUUID(), secret: `dz_${randomBytes(32).toString('base64url')}` }],
    close: async () => {},
  }
  const closure = new Closure()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const world = quickWorld(url, provisioner, { onEvent: (event) => closure.on(event) })
  ends.push(async () => {
    await world.lanes.close()
    server.close()
  })
  const manager = await world.supply.take('manager')
  const sent: number[] = []
  const shrunk: ShrunkCase[] = []
  let [underWay, most] = [0, 0]
  const drive = new Drive(
    world,
    { manager, control: manager, outsider: undefined, expired: undefined },
    closure,
    scenario({
      id: 'one-number',
      title: 'One number',
      runs: { quick: runs, standard: runs, certification: runs },
      examples: [0, 1],
      inputs,
      run: async (number, on) => {
        most = Math.max(most, (underWay += 1))
        sent.push(number)
        await on.send({ id: on.unknownId(), by: manager, headers: [['X-Number', String(number)]] })
        underWay -= 1
      },
    }),
    {
      profile: 'quick',
      runs,
      seed,
      shrinkLimit: 100,
      shrinks: { left: 100 },
      found: new Set(),
      counts: (requirement) => requirement === 'robustness/no-server-error',
      mayGoOn: () => true,
      begun: new Begun(closure),
      seats: new Seats(seats),
      onFindings: () => {},
      onCase: async () => {},
      onShrunk: (one) => shrunk.push(one),
      onOutOfTokens: () => {},
    },
  )
  return { drive, sent, mostAtOnce: () => most, shrunk }
}

test('the inputs are those that fast-check draws for the seed, never more of them at once than there are seats', () =>
  fc.assert(
    fc.asyncProperty(fc.integer(), fc.nat(150), fc.integer({ min: 1, max: 20 }), async (seed, runs, seats) => {
      const { drive, sent, mostAtOnce } = await setup({ runs, seed, seats })
      await drive.generated()
      const drawn: number[] = []
      await fc.check(
        fc.asyncProperty(inputs, async (input) => void drawn.push(input)),
        { seed, numRuns: runs },
      )
      expect(sent).toEqual(drawn)
      expect(mostAtOnce()).toBe(Math.min(seats, runs))
    }),
    { numRuns: 8 },
  ))

test('one that fails among many is shrunk, and its replay fails again', async () => {
  const [runs, seed, breaksAt] = [200, 7, 50_000]
  const { drive, shrunk } = await setup({ runs, seed, seats: 16, breaksAt })
  await drive.examples()
  await drive.generated()
  const [smallest] = shrunk
  expect(shrunk.map(({ requirement }) => requirement)).toEqual(['robustness/no-server-error'])
  const again = await setup({ runs, seed, seats: 16, breaksAt })
  const [, , ...path] = smallest?.id.split(':') ?? []
  await again.drive.replay({ scenario: 'one-number', seed, path: path.join(':') })
  expect(again.sent).toEqual([breaksAt])
  expect(again.shrunk.map(({ requirement }) => requirement)).toEqual(['robustness/no-server-error'])
})
