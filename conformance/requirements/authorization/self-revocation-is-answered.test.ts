import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { selfRevocationIsAnswered } from './self-revocation-is-answered.ts'

function itself(told: Told): Story {
  return new Story().meet().tell({ by: 'revocable-1', of: 'revocable-1', ...told })
}

describe('authorization/self-revocation-is-answered', () => {
  test('401 to a token that lives on is a finding', () => {
    expect(itself({ status: 401 }).probe('revocable-1', 404).judgedBy(selfRevocationIsAnswered)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key: 'self: 401', got: '401', tokens: ['revocable-1'], exchanges: [4], at: 'status' }],
    })
  })

  test('401 where another revocation may have come first is right', () => {
    const story = new Story().meet().revoke('revocable-1', { at: 100, took: 50 })
    story.tell({ by: 'revocable-1', of: 'revocable-1', at: 120, status: 401 })
    expect(story.judgedBy(selfRevocationIsAnswered).findings).toEqual([])
  })

  test.each([201, 400, 403, 404])('%i is the target’s choice', (status) => {
    expect(itself({ status }).judgedBy(selfRevocationIsAnswered)).toEqual({ exercised: 1, findings: [] })
  })

  test('409 is a warning', () => {
    expect(itself({ status: 409 }).judgedBy(selfRevocationIsAnswered).findings).toMatchObject([{ level: 'should' }])
  })

  test('the death of a token that was refused is `isolation/refused-requests-change-nothing`', () => {
    expect(itself({ status: 401 }).probe('revocable-1', 401).judgedBy(selfRevocationIsAnswered).findings).toEqual([])
  })

  test('a token that revokes another does not exercise it', () => {
    expect(new Story().meet().revoke('revocable-1').judgedBy(selfRevocationIsAnswered)).toEqual({ exercised: 0, findings: [] })
  })
})
