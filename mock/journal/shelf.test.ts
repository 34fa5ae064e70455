import fc from 'fast-check'
import { expect, test } from 'vitest'
import { json } from '../pipeline/answer.ts'
import { exchangeOf } from '../pipeline/exchange.ts'
import { toReadings } from '../readings/readings.ts'
import type { Entry } from './entry.ts'
import { entryOf } from './entry.ts'
import { shelfOf } from './shelf.ts'

const readings = toReadings({})

const entries: fc.Arbitrary<Entry> = fc
  .record({
    target: fc.string(),
    tokenId: fc.option(fc.string({ unit: 'grapheme' })),
    headers: fc.array(fc.tuple(fc.stringMatching(/^[\w-]{1,20}$/), fc.stringMatching(/^[ -~]{0,40}$/)), { maxLength: 5 }),
    body: fc.uint8Array({ maxLength: 100 }),
    answer: fc.string({ unit: 'grapheme', maxLength: 100 }),
    reason: fc.option(fc.string({ unit: 'binary' })),
    at: fc.nat(4_102_444_800_000),
    duration: fc.double({ min: 0, max: 1e6, noNaN: true }),
    status: fc.integer({ min: 200, max: 599 }),
    id: fc.nat(),
  })
  .map(({ target, tokenId, headers, body, answer, reason, status, ...times }) => {
    const operation = { path: '/', method: 'POST', revokes: true, demand: 'token' as const }
    const request = { method: 'POST', target, headers: headers.flat(), body, connection: { number: 0, isLocal: true, closed: false } }
    const place =
      tokenId === null
        ? { kind: 'answered' as const, answer: json(200, {}) }
        : { kind: 'operation' as const, operation, segments: [], tokenId }
    const exchange = exchangeOf(request, place)
    exchange.payload = { reason }
    return entryOf(
      exchange,
      { status, headers: { 'x-answer': answer.slice(0, 3) }, body: answer },
      {
        ...times,
        waited: 0,
        network: undefined,
        failed: undefined,
        commonHeaders: {},
        faults: [],
        readings,
      },
    )
  })

test('an entry comes back as it was put, in whatever place it stands', () => {
  fc.assert(
    fc.property(fc.array(entries, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 8 }), (all, places) => {
      const shelf = shelfOf()
      const there = new Map<number, Entry>()
      for (const [number, entry] of all.entries()) {
        const place = number % places
        const before = there.get(place)
        const freed = before === undefined ? undefined : shelf.drop(place)
        expect(freed).toBe(before?.weight)
        shelf.put(place, entry)
        there.set(place, entry)
        for (const [at, kept] of there) expect(shelf.get(at)).toStrictEqual(kept)
      }
    }),
  )
})
