import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { dateIsSent } from './date-is-sent.ts'

const json = ['Content-Type', 'application/json'] as const

function answered(status: number, date?: string, told: Told = {}): Story {
  return new Story().tell({ status, answerHeaders: date === undefined ? [json] : [json, ['Date', date]], ...told })
}

describe('http/date-is-sent', () => {
  test.each([201, 307, 404])('a %i without it is a warning', (status) => {
    expect(answered(status).judgedBy(dateIsSent)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: 'absent', got: 'none', exchanges: [1], at: 'date' }],
    })
  })

  test('so is one that cannot be read', () => {
    expect(answered(404, 'today').judgedBy(dateIsSent).findings).toMatchObject([{ level: 'should', key: 'no date', got: 'today' }])
  })

  test('a date keeps it', () => {
    expect(answered(404, 'Thu, 01 Jan 2026 00:00:00 GMT').judgedBy(dateIsSent)).toEqual({ exercised: 1, findings: [] })
  })

  test('a server error, and an answer to what is no HTTP, need none', () => {
    expect(answered(500).judgedBy(dateIsSent)).toEqual({ exercised: 0, findings: [] })
    expect(answered(400, undefined, { framing: 'raw' }).judgedBy(dateIsSent)).toEqual({ exercised: 0, findings: [] })
  })
})
