import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { timestampIsTheTime } from './timestamp-is-the-time.ts'

const json = ['Content-Type', 'application/json'] as const
const noon = [json, ['Date', 'Thu, 01 Jan 2026 12:00:00 GMT'] as const]

/** A revocation that takes two seconds, answered at noon by the target's clock, whatever ours says. */
function saying(time: string, told: Told = {}): Story {
  return new Story().meet().revoke('revocable-1', { took: 2000, answerHeaders: noon, data: { revoked_at: time }, ...told })
}

describe('envelope/timestamp-is-the-time', () => {
  test.each([
    ['the time of its creation, hours ago', '2026-01-01T09:00:00Z', '10798 s before it'],
    ['local time called UTC', '2026-01-01T13:00:00Z', '3600 s after it'],
    ['the time of its expiry, next year', '2027-01-01T12:00:00Z', '31536000 s after it'],
    ['a bit more than a minute ago', '2026-01-01T11:58:57Z', '61 s before it'],
  ])('%s is a finding', (_, time, off) => {
    expect(saying(time).judgedBy(timestampIsTheTime)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'another time',
          expected: 'the time of the revocation, by the answer’s Date, Thu, 01 Jan 2026 12:00:00 GMT'.replace('’', "'"),
          got: `${time}, ${off}`,
          exchanges: [4],
          at: '/data/revoked_at',
        },
      ],
    })
  })

  test.each([
    '2026-01-01T12:00:00Z',
    '2026-01-01T11:59:58Z',
    '2026-01-01T11:59:52.5Z',
    '2026-01-01T12:00:05.9Z',
    '2026-01-01T14:00:00+02:00',
  ])('%s keeps it: clocks of several machines differ by some seconds', (time) => {
    expect(saying(time).judgedBy(timestampIsTheTime)).toEqual({ exercised: 1, findings: [] })
  })

  test.each(['2026-01-01T11:59:50Z', '2026-01-01T12:00:30Z', '2026-01-01T11:59:00Z'])('%s is imprecise, and a warning', (time) => {
    expect(saying(time).judgedBy(timestampIsTheTime).findings).toMatchObject([{ level: 'should', key: 'imprecise' }])
  })

  test('our own clock has no say', () => {
    // The story is told at midnight, the target lives at noon.
    expect(saying('2026-01-01T00:00:02Z').judgedBy(timestampIsTheTime).findings).toMatchObject([{ level: 'must' }])
  })

  test('a second revocation may tell of the first one’s time, however long ago', () => {
    const later = { at: 3_600_000, answerHeaders: [json, ['Date', 'Thu, 01 Jan 2026 13:00:00 GMT'] as const] }
    const story = saying('2026-01-01T12:00:00Z').revoke('revocable-1', { ...later, data: { revoked_at: '2026-01-01T12:00:00Z' } })
    expect(story.judgedBy(timestampIsTheTime)).toEqual({ exercised: 2, findings: [] })
  })

  test('an expired token may have been ended by the target itself, long ago', () => {
    const story = new Story(['manager-1', 'expired-1']).meet()
    story.revoke('expired-1', { answerHeaders: noon, data: { revoked_at: '2025-06-01T00:00:00Z' } })
    expect(story.judgedBy(timestampIsTheTime)).toEqual({ exercised: 0, findings: [] })
  })

  test('what is no date-time has a requirement of its own', () => {
    expect(saying('noon').judgedBy(timestampIsTheTime)).toEqual({ exercised: 0, findings: [] })
  })

  describe('where the target sends no Date', () => {
    /** Two tokens revoked an hour apart. */
    function undated(first: string, second: string): Story {
      const story = new Story(['manager-1', 'revocable-1', 'revocable-2']).meet()
      story.revoke('revocable-1', { at: 1000, answerHeaders: [json], data: { revoked_at: first } })
      return story.revoke('revocable-2', { at: 3_601_000, answerHeaders: [json], data: { revoked_at: second } })
    }

    test('two revocations must lie as far apart as the requests did', () => {
      expect(undated('2026-01-01T12:00:00Z', '2026-01-01T12:00:00Z').judgedBy(timestampIsTheTime).findings).toMatchObject([
        { level: 'must', expected: 'the time of the revocation, by the revocation of revocable-1', exchanges: [6] },
      ])
    })

    test('an hour apart keeps it, whatever the hour', () => {
      expect(undated('1999-01-01T12:00:00Z', '1999-01-01T13:00:00Z').judgedBy(timestampIsTheTime)).toEqual({ exercised: 2, findings: [] })
    })
  })
})
