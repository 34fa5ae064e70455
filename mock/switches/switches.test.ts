import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Latency, NetworkFault } from '../control/generated/types.ts'
import { seededBytes } from '../model/random.ts'
import { bytesOf, nobody, setup } from '../testing/setup.ts'
import type { Bench } from '../testing/setup.ts'
import { revokePath } from '../../contract/index.ts'
import { readLatency, waitsOf } from './latency.ts'
import { fatesOf, networkFaults, readNetwork } from './network.ts'

const seeds = fc.integer({ min: 0, max: 0xffff_ffff })

describe('latency', () => {
  test('a range is never left, and a long tail has its median and its 99th percentile', () => {
    fc.assert(
      fc.property(seeds, fc.nat(1000), fc.nat(1000), (seed, min, more) => {
        const next = waitsOf({ min, max: min + more }, seededBytes(seed))
        for (let count = 0; count < 50; count += 1) {
          const wait = next()
          expect(wait).toBeGreaterThanOrEqual(min)
          expect(wait).toBeLessThanOrEqual(min + more)
        }
      }),
      { numRuns: 30 },
    )
    const draws = Array.from({ length: 20_000 }, waitsOf({ median: 100, p99: 2000 }, seededBytes(4))).toSorted((a, b) => a - b)
    expect((draws[10_000] ?? 0) / 100).toBeCloseTo(1, 0)
    expect((draws[19_800] ?? 0) / 2000).toBeCloseTo(1, 0)
  })

  test.each<[string, Latency]>([
    ['0', 0],
    ['300', 300],
    ['100-500', { min: 100, max: 500 }],
    ['100~2000', { median: 100, p99: 2000 }],
  ])('%s is read', (text, value) => expect(readLatency(text)).toEqual(value))

  test('answers are held back, which the journal tells, until it is switched off', async () => {
    const { mock, revoke } = await setup({ latency: 30 })
    const begun = performance.now()
    expect(await revoke(nobody)).toMatchObject({ status: 404 })
    expect(performance.now() - begun).toBeGreaterThan(29)
    mock.switches.set({ latency: 0 })
    await revoke(nobody)
    expect((await mock.journal.page()).entries.map(({ waited }) => waited)).toEqual([0, 30])
  })

  test.each([
    ['wait=25ms', 25],
    ['wait=0.02s', 20],
    ['code=404, wait=25ms', 25],
    ['wait=0', 0],
  ])('one request asks for it with Prefer: %s', async (prefer, waited) => {
    const { mock, revoke } = await setup()
    await revoke(nobody, { headers: [`Prefer: ${prefer}`] })
    expect((await mock.journal.page()).entries[0]).toMatchObject({ waited })
  })

  test.each(['wait=soon', 'wait=601', 'wait=-1', 'fault=fire'])('Prefer: %s is refused, and nothing is carried out', async (prefer) => {
    const { mock, revoke, probe } = await setup()
    const [target] = mock.tokens.revocable
    const reply = await revoke(target.id, { headers: [`Prefer: ${prefer}`] })
    expect(reply).toMatchObject({ status: 422, json: { detail: [{ loc: ['header', 'prefer'] }] } })
    expect(await probe(target.secret)).toBe('live')
  })
})

describe('network faults', () => {
  test('rates are met, and the same seed meets the same fate', () => {
    fc.assert(
      fc.property(seeds, fc.double({ min: 0, max: 1, noNaN: true }), (seed, rate) => {
        const draw = (): (NetworkFault | undefined)[] =>
          Array.from({ length: 400 }, fatesOf({ reset: rate / 2, empty: rate / 2 }, seededBytes(seed)))
        const fates = draw()
        expect(draw()).toEqual(fates)
        expect(Math.abs(fates.filter((fate) => fate !== undefined).length / 400 - rate)).toBeLessThan(0.15)
      }),
      { numRuns: 30 },
    )
  })

  test('a flag is read', () => expect(readNetwork(['reset', 'stall=0.25'])).toEqual({ reset: 1, stall: 0.25 }))

  const seen: Readonly<Record<NetworkFault, (outcome: Outcome) => boolean>> = {
    reset: ({ error, text }) => error === 'ECONNRESET' && text === '',
    empty: ({ closed, error, text }) => closed && error === undefined && text === '',
    truncate: ({ closed, text }) => closed && isHalf(text),
    garbage: ({ closed, text }) => closed && text !== '' && !text.startsWith('HTTP'),
    stall: ({ closed, text }) => !closed && isHalf(text),
    silence: ({ closed, text }) => !closed && text === '',
  }
  const faults = Object.keys(networkFaults) as NetworkFault[]

  test.each(faults)('%s: by rate, the request is carried out and its answer lost', async (fault) => {
    const bench = await setup({ network: { [fault]: 1 } })
    const [target] = bench.mock.tokens.revocable
    const outcome = await outcomeOf(bench, revokePath(target.id))
    expect(seen[fault](outcome), JSON.stringify(outcome)).toBe(true)
    expect(await bench.mock.find(target.id)).toMatchObject({ state: 'revoked' })
    expect((await bench.mock.journal.page()).entries).toMatchObject([{ network: fault, effect: 'revoked', answer: { status: 201 } }])
  })

  test.each(faults)('%s: for one request, and not the next', async (fault) => {
    const bench = await setup()
    const outcome = await outcomeOf(bench, revokePath(nobody), [`Prefer: fault=${fault}`])
    expect(seen[fault](outcome), JSON.stringify(outcome)).toBe(true)
    expect(await bench.revoke(nobody)).toMatchObject({ status: 404 })
  })

  test('answers that were asked for before, on the same connection, come whole', async () => {
    const { mock, wire } = await setup()
    const open = await wire()
    const path = revokePath(nobody)
    const slow = bytesOf({ path, headers: ['Prefer: wait=30ms'] }, mock.tokens.manager.secret)
    open.write(Buffer.concat([slow, bytesOf({ path, headers: ['Prefer: fault=reset'] }, mock.tokens.manager.secret)]))
    expect(await open.next()).toMatchObject({ status: 404 })
    await open.closed
  })

  test('a mock ends at once although an answer is stalled', async () => {
    const bench = await setup()
    await outcomeOf(bench, revokePath(nobody), ['Prefer: fault=stall'])
    const begun = performance.now()
    await bench.mock.close(60_000)
    expect(performance.now() - begun).toBeLessThan(30_000)
  })
})

interface Outcome {
  readonly text: string
  readonly closed: boolean
  readonly error: string | undefined
}

/** What comes of a request within some time: enough for what is there to arrive. */
async function outcomeOf({ mock, wire }: Bench, path: string, headers: readonly string[] = []): Promise<Outcome> {
  const { socket, closed } = await wire()
  let text = ''
  let error: string | undefined
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
  socket.on('error', (cause: NodeJS.ErrnoException) => (error = cause.code))
  socket.write(bytesOf({ path, headers }, mock.tokens.manager.secret))
  const isClosed = await Promise.race([closed.then(() => true), mock.journal.wait().then(() => later(150))])
  return { text, closed: isClosed, error }
}

function later(milliseconds: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), milliseconds)
  })
}

/** An answer whose head is there, and some of its body. */
function isHalf(text: string): boolean {
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1])
  return head.startsWith('HTTP/1.1 ') && body.length > 0 && body.length < length
}

describe('contract faults and readings', () => {
  test('are switched while the mock runs, each as a whole', async () => {
    const { mock, revoke } = await setup({ readings: { repeat: '404' } })
    const { revoked } = mock.tokens
    expect(await revoke(revoked.id)).toMatchObject({ status: 404 })
    mock.switches.set({ readings: { foreign: '404' }, faults: ['ok-instead-of-created'] })
    expect(await revoke(revoked.id)).toMatchObject({ status: 200 })
    mock.switches.set({ readings: null, faults: [] })
    expect(await revoke(revoked.id)).toMatchObject({ status: 404 })
    expect(mock.switches.get()).toEqual({ latency: 0, network: {}, faults: [], readings: { repeat: '404' } })
  })

  test('are changed all or none', async () => {
    const { mock } = await setup()
    const before = mock.switches.get()
    expect(() => mock.switches.set({ latency: 5, faults: ['nothing'] })).toThrow('There is no fault "nothing"')
    expect(mock.switches.get()).toEqual(before)
  })

  test('readings are taken over from what a check observed', async () => {
    const observed = { foreign: ['404'], 'media-type': ['201', '415'], 'duplicate-keys': ['201'], 'scheme-case': ['401'], options: ['418'] }
    const { mock, revoke } = await setup({ like: { readings: observed }, readings: { foreign: '403' } })
    expect(mock.switches.get().readings).toEqual({
      foreign: '403',
      'media-type': 'sniffed',
      'duplicate-keys': 'last',
      'scheme-case': 'exact',
    })
    const { left } = mock.switches.like({ readings: { ...observed, unheard: ['1'] } })
    expect(left.map(({ name }) => name)).toEqual(['options', 'unheard'])
    const { outsider, revocable } = mock.tokens
    expect(await revoke(revocable[0].id, { as: outsider.secret })).toMatchObject({ status: 404 })
  })
})
