import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { jsonNamesAreUnique } from './json-names-are-unique.ts'

function answered(answer: string): Story {
  return new Story().probe('manager-1', 404, { answer })
}

describe('http/json-names-are-unique', () => {
  test.each(['{"detail": "x", "detail": "y"}', '{"data": {"id": "x", "\\u0069d": "y"}}'])('%s is a warning', (answer) => {
    expect(answered(answer).judgedBy(jsonNamesAreUnique)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: 'twice', expected: 'each name once', got: answer, exchanges: [1], at: 'body' }],
    })
  })

  test.each(['{"detail": "x"}', '[{"loc": 1}, {"loc": 2}]', '{"detail": {"detail": "x"}}'])('%s keeps it', (answer) => {
    expect(answered(answer).judgedBy(jsonNamesAreUnique)).toEqual({ exercised: 1, findings: [] })
  })

  test('what is no JSON is another requirement’s matter', () => {
    expect(answered('<html>').judgedBy(jsonNamesAreUnique)).toEqual({ exercised: 0, findings: [] })
  })
})
