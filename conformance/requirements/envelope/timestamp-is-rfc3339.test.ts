import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { timestampIsRfc3339 } from './timestamp-is-rfc3339.ts'

function saying(time: unknown): Story {
  return new Story().meet().revoke('revocable-1', { data: { revoked_at: time } })
}

describe('envelope/timestamp-is-rfc3339', () => {
  test.each([
    ['2026-01-01T00:00:00', 'no offset'],
    ['2026-01-01T00:00:00.123456', 'no offset'],
    ['2026-01-01 00:00:00Z', 'a space in the place of T'],
    ['2026-01-01T00:00:00+0000', 'an offset without a colon'],
    ['2026-01-01T00:00:00+00', 'an offset without minutes'],
    ['2026-01-01', 'no date-time'],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 'no date-time'],
    ['2026-02-30T00:00:00Z', 'no date-time'],
    ['', 'no date-time'],
    [1767225600, 'a number'],
    [null, 'no string'],
    [undefined, 'missing'],
  ])('%j is a finding, named as such', (time, key) => {
    expect(saying(time).judgedBy(timestampIsRfc3339)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key, exchanges: [4], tokens: ['revocable-1', 'manager-1'], at: '/data/revoked_at' }],
    })
  })

  test.each([
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.1Z',
    '2026-01-01T00:00:00.123456789Z',
    '2026-01-01T05:30:00+05:30',
    '2025-12-31T23:59:60Z',
    '2026-01-01t00:00:00z',
    '2026-01-01T00:00:00-00:00',
  ])('%s keeps it', (time) => {
    expect(saying(time).judgedBy(timestampIsRfc3339)).toEqual({ exercised: 1, findings: [] })
  })

  test('an envelope without a token has no time to judge', () => {
    const story = new Story().meet().revoke('revocable-1', { answer: { success: true, data: null } })
    expect(story.judgedBy(timestampIsRfc3339)).toEqual({ exercised: 0, findings: [] })
  })
})
