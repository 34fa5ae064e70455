import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { successIsJson } from './success-is-json.ts'

function announced(...types: readonly string[]): Story {
  return new Story().meet().revoke('revocable-1', { answerHeaders: types.map((type) => ['content-type', type] as const) })
}

describe('http/success-is-json', () => {
  test.each(['text/plain', 'text/html; charset=utf-8', 'application/vnd.api+json', 'application/jsonp'])('%s is a finding', (type) => {
    expect(announced(type).judgedBy(successIsJson)).toMatchObject({
      exercised: 1,
      findings: [
        { level: 'must', expected: 'Content-Type: application/json', got: type.split(';')[0], exchanges: [4], at: 'content-type' },
      ],
    })
  })

  test('so is none', () => {
    expect(announced().judgedBy(successIsJson).findings).toMatchObject([{ level: 'must', got: 'no Content-Type' }])
  })

  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset=UTF-8'])('%s keeps it', (type) => {
    expect(announced(type).judgedBy(successIsJson)).toEqual({ exercised: 1, findings: [] })
  })

  test('an empty body needs no name', () => {
    const story = new Story().meet().revoke('revocable-1', { answer: '', answerHeaders: [] })
    expect(story.judgedBy(successIsJson)).toEqual({ exercised: 1, findings: [] })
  })

  test('errors are another requirement’s matter', () => {
    expect(new Story().probe('manager-1', 404, { answerHeaders: [] }).judgedBy(successIsJson)).toEqual({ exercised: 0, findings: [] })
  })
})
