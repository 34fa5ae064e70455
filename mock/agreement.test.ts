import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faults } from './faults/index.ts'
import { readings } from './readings/readings.ts'
import { carriers } from './testing/carriers.ts'
import { plainSequences, plainTable } from './testing/plain-requests.ts'
import type { PlainRequest } from './testing/plain-exchange.ts'
import type { ServiceOptions } from './service.ts'

// One mock, three ways to it. What the Fetch API cannot say (two Authorization lines, chunks, bytes that are no HTTP) is
// tested where it can be said, in http/.

test.each(Object.entries(plainTable))('%s: the same over HTTP, as a function and behind Mock Service Worker', async (_, sequence) => {
  await expectAgreement(sequence)
})

test('whatever is sent is answered alike', () =>
  fc.assert(
    fc.asyncProperty(plainSequences, (sequence) => expectAgreement(sequence)),
    { numRuns: 100 },
  ))

/** Faults that a clock or chance has a part in show at another time in each mock. */
const fickle: ReadonlySet<string> = new Set([
  'cached-credential',
  'delayed-revocation',
  'epoch-timestamp',
  'forgotten-after-a-while',
  'grace-period',
  'jti-regenerated',
  'whole-second-check',
])
const steady = faults.map(({ name }) => name).filter((name) => !fickle.has(name))

const chosenReadings = fc
  .tuple(...readings.map(({ values }) => fc.constantFrom(...values.map(({ value }) => value))))
  .map((values) => Object.fromEntries(readings.map(({ name }, index) => [name, values[index] ?? ''])))

test('whatever the readings are, and with faults, whatever is sent is answered alike', () =>
  fc.assert(
    fc.asyncProperty(plainSequences, chosenReadings, fc.subarray(steady, { maxLength: 2 }), (sequence, chosen, broken) =>
      expectAgreement(sequence, { readings: chosen, faults: broken }),
    ),
    { numRuns: 100 },
  ))

const begun: ServiceOptions = {
  time: { now: '2026-01-15T09:30:00Z', frozen: true },
  state: { issue: { revocable: 2 }, revoke: { 'revocable-1': { reason: 'Laptop lost' } }, expire: { 'outsider-1': {} }, save: 'begin' },
  answers: [{ match: { caller: null }, answer: { status: 418 }, times: 2 }],
}

test('whatever it begins with, whatever is sent is answered alike', async () => {
  await fc.assert(
    fc.asyncProperty(plainSequences, (sequence) => expectAgreement(sequence, begun)),
    { numRuns: 30 },
  )
  const asked = ['tokens', 'snapshots', 'answers'].map((path) => ({ method: 'GET', target: `/_mock/${path}`, headers: {} }))
  await expectAgreement(asked, begun)
})

async function expectAgreement(sequence: readonly PlainRequest[], options: ServiceOptions = {}): Promise<void> {
  const { http, handler, msw } = await carriers(options)
  for (const request of sequence) {
    const answer = await http(request)
    expect(await handler(request)).toEqual(answer)
    expect(await msw(request)).toEqual(answer)
  }
}
