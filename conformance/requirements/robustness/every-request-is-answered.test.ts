import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { everyRequestIsAnswered } from './every-request-is-answered.ts'

const silence: Told = { failure: { code: 'timeout', message: 'no answer within 2 s' } }
const hangUp: Told = { failure: { code: 'closed', message: 'closed without a byte' }, reused: false }

/** The same thing happens twice, after a request that was answered. */
function twice(told: Told): Story {
  return new Story(['manager-1']).probe('manager-1', 404).tell(told).tell(told)
}

describe('robustness/every-request-is-answered', () => {
  test('requests that are never answered are findings', () => {
    expect(twice(silence).judgedBy(everyRequestIsAnswered)).toMatchObject({
      exercised: 3,
      findings: [
        {
          level: 'must',
          key: 'never answered',
          expected: 'an answer',
          got: 'no answer within 2 s (2 requests of 3 were left without one; this was an unknown id)',
          exchanges: [2],
          tokens: ['manager-1'],
        },
        { exchanges: [3] },
      ],
    })
  })

  test('so are fresh connections that are closed without a byte', () => {
    expect(twice(hangUp).judgedBy(everyRequestIsAnswered).findings).toMatchObject([
      { level: 'must', key: 'connection dropped' },
      { key: 'connection dropped' },
    ])
  })

  test('of whom not a byte ever came nothing is said: it was not reached', () => {
    for (const told of [silence, hangUp]) {
      const { findings } = new Story(['manager-1']).tell(told).tell(told).tell(told).judgedBy(everyRequestIsAnswered)
      expect(findings).toEqual([])
    }
  })

  test('one lost answer proves nothing', () => {
    expect(new Story().tell(silence).probe('manager-1', 404).judgedBy(everyRequestIsAnswered)).toEqual({ exercised: 2, findings: [] })
  })

  test('a reused connection may be closed by either side at any time', () => {
    expect(twice({ ...hangUp, reused: true }).judgedBy(everyRequestIsAnswered).findings).toEqual([])
  })

  test.each<[string, Told]>([
    ['a body too large to be read', { body: { reason: 'x'.repeat(20_000) } }],
    ['a path too long to be read', { id: 'x'.repeat(9000) }],
    ['a malformed Authorization field', { authorization: ['Bearer \u0000'] }],
    ['broken percent-encoding', { id: '%ZZ' }],
    ['bytes that are no HTTP', { framing: 'raw' }],
  ])('closing the connection is an answer to %s', (_, told) => {
    expect(twice({ ...hangUp, ...told }).judgedBy(everyRequestIsAnswered).findings).toEqual([])
  })

  test.each(['aborted', 'interrupted', 'connect'] as const)('requests that we gave up ourselves (%s) do not count', (code) => {
    expect(twice({ failure: { code } }).judgedBy(everyRequestIsAnswered)).toEqual({ exercised: 1, findings: [] })
  })

  test('what is lost in a restart does not count', () => {
    const story = new Story().event({ kind: 'restart', begin: 0, end: 50 }).tell(silence).tell(silence)
    expect(story.judgedBy(everyRequestIsAnswered)).toEqual({ exercised: 0, findings: [] })
  })
})
