import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { timestampIsUpperCase } from './timestamp-is-upper-case.ts'

function saying(time: unknown): Story {
  return new Story().meet().revoke('revocable-1', { data: { revoked_at: time } })
}

describe('envelope/timestamp-is-upper-case', () => {
  test.each(['2026-01-01t00:00:00Z', '2026-01-01T00:00:00z'])('%s is worth knowing', (time) => {
    expect(saying(time).judgedBy(timestampIsUpperCase)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'may', key: 'lower case', expected: '2026-01-01T00:00:00Z', got: time, exchanges: [4], at: '/data/revoked_at' }],
    })
  })

  test.each(['2026-01-01T00:00:00Z', '2026-01-01T00:00:00+01:00'])('%s keeps it', (time) => {
    expect(saying(time).judgedBy(timestampIsUpperCase)).toEqual({ exercised: 1, findings: [] })
  })

  test('what is no date-time has a requirement of its own', () => {
    for (const time of ['yesterday', 7, null]) expect(saying(time).judgedBy(timestampIsUpperCase)).toEqual({ exercised: 0, findings: [] })
  })
})
