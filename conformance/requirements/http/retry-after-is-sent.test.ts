import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { retryAfterIsSent } from './retry-after-is-sent.ts'

function limited(status: number, ...after: readonly string[]): Story {
  return new Story().probe('manager-1', status, { answerHeaders: after.map((value) => ['Retry-After', value] as const) })
}

describe('http/retry-after-is-sent', () => {
  test('a 429 without it is worth knowing', () => {
    expect(limited(429).judgedBy(retryAfterIsSent)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'may', key: 'absent', got: 'none', exchanges: [1], at: 'retry-after' }],
    })
  })

  test('so is one that nobody can read', () => {
    expect(limited(429, 'soon').judgedBy(retryAfterIsSent).findings).toMatchObject([{ level: 'may', key: 'unreadable' }])
  })

  test.each(['1', '0', 'Thu, 01 Jan 2026 00:00:00 GMT'])('%s keeps it', (after) => {
    expect(limited(429, after).judgedBy(retryAfterIsSent)).toEqual({ exercised: 1, findings: [] })
  })

  test('other answers need none', () => {
    expect(limited(404).judgedBy(retryAfterIsSent)).toEqual({ exercised: 0, findings: [] })
  })
})
