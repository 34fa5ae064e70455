import fc from 'fast-check'
import { expect, test } from 'vitest'
import { json } from '../pipeline/answer.ts'
import { exchangeOf } from '../pipeline/exchange.ts'
import { toReadings } from '../readings/readings.ts'
import { entryOf, longestBody } from './entry.ts'
import type { Entry } from './entry.ts'
import type { Log } from './log.ts'
import { logOf } from './log.ts'

const readings = toReadings({})

function entry(id: number, body: Uint8Array = new Uint8Array(0)): Entry {
  const connection = { number: 0, isLocal: true, closed: false }
  const request = { method: 'POST', target: '/', headers: ['host', 'x'], body, connection }
  const exchange = exchangeOf(request, { kind: 'answered', answer: json(200, {}) })
  return entryOf(exchange, json(200, {}), {
    id,
    at: 0,
    duration: 0,
    waited: 0,
    network: undefined,
    failed: undefined,
    commonHeaders: {},
    faults: [],
    readings,
  })
}

const happenings = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('entry' as const), size: fc.nat(longestBody) }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'change' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'clear' as const }) },
  ),
  { maxLength: 60 },
)
const limits = fc.record({ capacity: fc.integer({ min: 1, max: 20 }), memory: fc.integer({ min: 1000, max: 40_000 }) })

test('a log holds the latest, never more than it may, and tells what it has lost', () => {
  fc.assert(
    fc.property(limits, happenings, (limit, all) => {
      const log = logOf(limit)
      let model: Entry[] = []
      for (const happening of all) {
        if (happening.kind === 'change') log.change('time', {})
        else if (happening.kind === 'clear') {
          log.clear()
          model = []
        } else {
          const next = entry(log.next, new Uint8Array(happening.size))
          log.record(next)
          model.push(next)
        }
        const held = [...log.latest()].toReversed()
        expect(held).toEqual(model.slice(model.length - held.length))
        expect(log.entries).toBe(held.length)
        expect(log.entries + log.dropped).toBe(model.length)
        expect(log.last).toBe(log.next - 1)
        expect(log.entries).toBeLessThanOrEqual(limit.capacity)
        const weight = held.reduce((sum, each) => sum + each.weight, 0)
        expect(held.length > 1 && weight > limit.memory).toBe(false)
      }
    }),
  )
})

test('who continues gets everything after an id, nothing twice, or is told that something is gone', () => {
  fc.assert(
    fc.property(limits, happenings, fc.nat(70), fc.integer({ min: 1, max: 30 }), (limit, all, from, step) => {
      const log = logOf(limit)
      for (const happening of all) {
        if (happening.kind === 'entry') log.record(entry(log.next))
        else if (happening.kind === 'change') log.change('time', {})
        else log.clear()
      }
      const ids = idsSince(log, from, step)
      const isGone = log.since(from, 1) === undefined
      expect(ids).toEqual(isGone ? undefined : Array.from({ length: log.last - from }, (_, index) => from + index + 1))
    }),
  )
})

/** The ids after an id, so many at a time. */
function idsSince(log: Log, from: number, step: number): number[] | undefined {
  const ids: number[] = []
  for (let at = from; ; at = ids.at(-1) ?? at) {
    const some = log.since(at, step)
    if (some === undefined) return undefined
    if (some.length === 0) return ids
    ids.push(...some.map(({ id }) => id))
  }
}

test('who waits is woken by the next happening, and by the end', async () => {
  const log = logOf({ capacity: 2, memory: 10_000 })
  const woken: string[] = []
  const first = log.more().then(() => woken.push('first'))
  log.change('time', {})
  await first
  const second = log.more().then(() => woken.push('second'))
  log.close()
  await second
  await log.more()
  expect(woken).toEqual(['first', 'second'])
})

test('an entry keeps no more of a body than it may', () => {
  const long = entry(1, new Uint8Array(100_000))
  expect(long.body.length).toBe(longestBody)
  expect(long.bodyLength).toBe(100_000)
})
