import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { doesNotDenySuccess } from './does-not-deny-success.ts'

const data = { id: 'x', jti: 'y', revoked_at: '2026-01-01T00:00:00Z' }

function saying(answer: unknown): Story {
  return new Story().meet().revoke('revocable-1', { answer })
}

describe('envelope/does-not-deny-success', () => {
  test('a 201 that says `success: false` is a finding', () => {
    expect(saying({ success: false, data }).judgedBy(doesNotDenySuccess)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key: 'false', expected: '"success": true', got: '"success": false', exchanges: [4], at: '/success' }],
    })
  })

  test('`success: true` keeps it', () => {
    expect(saying({ success: true, data }).judgedBy(doesNotDenySuccess)).toEqual({ exercised: 1, findings: [] })
  })

  test('no `success` next to `data` is a warning', () => {
    expect(saying({ data }).judgedBy(doesNotDenySuccess).findings).toMatchObject([{ level: 'should', key: 'absent' }])
  })

  test('no `success` and no `data` is another requirement’s matter', () => {
    expect(saying(data).judgedBy(doesNotDenySuccess).findings).toEqual([])
  })

  test('`success` of another type is the schema’s matter', () => {
    expect(saying({ success: 'false', data }).judgedBy(doesNotDenySuccess).findings).toEqual([])
  })

  test('the 201 of another operation has another envelope', () => {
    const doors = [
      { name: 'target', kind: 'target' as const, url: 'http://127.0.0.1:4010' },
      { name: 'other', kind: 'probe' as const, url: 'http://127.0.0.1:4010', operation: 'POST /things' },
    ]
    const story = new Story(undefined, { doors }).tell({ door: 'other', target: '/things', status: 201, answer: { success: false } })
    expect(story.judgedBy(doesNotDenySuccess)).toEqual({ exercised: 0, findings: [] })
  })

  test('an error may say `success: false`', () => {
    expect(new Story().probe('manager-1', 404, { answer: { success: false } }).judgedBy(doesNotDenySuccess)).toEqual({
      exercised: 0,
      findings: [],
    })
  })
})
