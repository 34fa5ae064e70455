import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { malformedJsonIsRefused } from './malformed-json-is-refused.ts'

function sending(body: string, status: number): Story {
  return new Story().meet().revoke('revocable-1', { body, status })
}

describe('validation/malformed-json-is-refused', () => {
  test.each(['{', '{"reason"', '{"reason": "cut', '[1, 2', '}', ':'])('%s that is accepted is a finding', (body) => {
    expect(sending(body, 201).judgedBy(malformedJsonIsRefused)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'broken JSON: 201',
          expected: '400 or 422 (a body that is no JSON, a manager revokes a live token)',
          got: '201',
          exchanges: [4],
        },
      ],
    })
  })

  test.each([400, 422])('%i keeps it', (status) => {
    expect(sending('{', status).judgedBy(malformedJsonIsRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('404 is in no column for a token that is there, and a warning', () => {
    expect(sending('{', 404).judgedBy(malformedJsonIsRefused).findings).toMatchObject([{ level: 'should' }])
  })

  test.each(['{"reason": "x",}', '{"reason": NaN}', "{'reason': 'x'}", '{"reason": "x"} and more', '{"reason": "x"} // why'])(
    '%s may be read by a lenient parser',
    (body) => {
      expect(sending(body, 201).judgedBy(malformedJsonIsRefused)).toEqual({ exercised: 0, findings: [] })
    },
  )

  test('a server error has a requirement of its own, and does not show that this one is kept', () => {
    expect(sending('{', 500).judgedBy(malformedJsonIsRefused)).toEqual({ exercised: 0, findings: [] })
  })

  test('as plain text the same bytes are no malformed JSON', () => {
    const story = new Story().meet().revoke('revocable-1', { body: '{', contentType: 'text/plain' })
    expect(story.judgedBy(malformedJsonIsRefused)).toEqual({ exercised: 0, findings: [] })
  })
})
