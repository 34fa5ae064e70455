import { afterEach, describe, expect, test } from 'vitest'
import type { Failure } from '../history/events.ts'
import { allHostilities, startHostileTarget } from '../testing/hostile-target.ts'
import type { Hostility } from '../testing/hostile-target.ts'
import { laneTo, revocation } from '../testing/lane-setup.ts'
import type { WireOutcome } from './wire.ts'

/** What must be said of each hostility: a failure, or an answer with these properties. */
const expected: Record<Hostility, Failure['code'] | object> = {
  'endless body': 'too-large',
  'endless body, byte by byte': 'too-large',
  'endless body until the end of the connection': 'too-large',
  '5 GB with a length': 'too-large',
  '5 GB announced and not sent': 'timeout',
  'gzip bomb': 'too-large',
  'broken gzip': 'malformed',
  'no gzip at all': 'malformed',
  'coded a hundred times': 'malformed',
  'slow headers': 'timeout',
  'one byte at a time': 'timeout',
  'never answering': 'timeout',
  'reset before the head': 'reset',
  'reset after the head': 'reset',
  'closed before the head': 'closed',
  'closed within the head': 'closed',
  'half-closed': 'closed',
  'HTTP/0.9': 'malformed',
  noise: 'malformed',
  'another protocol': 'malformed',
  'redirect elsewhere': { status: 307, length: 0 },
  'invalid UTF-8': { status: 201, body: Buffer.from([0x7b, 0xff, 0xfe, 0xc0, 0x80, 0x7d]) },
  'length too long': 'closed',
  'length too short': { status: 201, body: Buffer.from('{"suc'), length: 5 },
  'two lengths': 'malformed',
  'a length that is none': 'malformed',
  'a broken chunk': 'malformed',
  'chunks without an end': 'closed',
  '100,000 headers': 'too-large',
  'a header without an end': 'too-large',
  '100,000 trailers': 'too-large',
  'interim answers without end': 'too-large',
  'an interim 100 that nobody expected': { status: 201, length: 16 },
  'a switch of protocols that nobody asked for': 'malformed',
  'an answer too many': { status: 201, length: 16 },
  'an answer too many, a little later': { status: 201, length: 16 },
  'closing every second kept connection': { status: 201, length: 16 },
}

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

describe.each([
  ['undici', '/revoke'],
  ['the raw client', '/re voke'],
])('a hostile target met through %s', (_, target) => {
  test.each(allHostilities)('does no harm and is named: %s', async (hostility) => {
    const hostile = await startHostileTarget(hostility)
    const { lane } = laneTo(hostile.url)
    cleanups.push(
      () => hostile.close(),
      () => lane.close(),
    )
    // Only what can end in no other way is waited for; all else ends as what it is, and not as too late.
    const timeout = expected[hostility] === 'timeout' ? 300 : 10_000
    const first = await lane.send(revocation({ target, timeout }))
    expect([summaryOf(first)]).toMatchObject([expected[hostility]])
    // The lane goes on as if nothing had been; waiting twice teaches nothing.
    const second = first.failure?.code === 'timeout' ? first : await lane.send(revocation({ target, timeout }))
    expect([summaryOf(second)]).toMatchObject([expected[hostility]])
    // 16 MiB a request, and what was on its way in the buffers between.
    expect(hostile.bytesSent).toBeLessThan(100 * 2 ** 20)
  })
})

test('a hundred lanes that meet endless bodies at once need little memory', async () => {
  const hostile = await startHostileTarget('endless body')
  const lanes = Array.from({ length: 100 }, () => laneTo(hostile.url, { maxRead: 2 ** 21, maxBody: 2 ** 16 }).lane)
  cleanups.push(
    () => hostile.close(),
    async () => void (await Promise.all(lanes.map((lane) => lane.close()))),
  )
  const outcomes = await Promise.all(lanes.map((lane) => lane.send(revocation({ timeout: 20_000 }))))
  expect(new Set(outcomes.map(summaryOf))).toEqual(new Set(['too-large']))
  // The target shares the process, its buffers included.
  expect(process.memoryUsage().rss).toBeLessThan(1_500 * 2 ** 20)
})

/** The code of a failure, or the answer. An outcome is always one of the two. */
function summaryOf({ end, response, failure }: WireOutcome): unknown {
  expect(response === null).toBe(failure !== null)
  expect(end === null).toBe(failure !== null)
  expect(failure?.message ?? 'x').not.toBe('')
  return failure?.code ?? response
}
