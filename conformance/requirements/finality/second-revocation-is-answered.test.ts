import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { secondRevocationIsAnswered } from './second-revocation-is-answered.ts'

function twice(told: Told): Story {
  return new Story().meet().revoke('revocable-1').revoke('revocable-1', told)
}

describe('finality/second-revocation-is-answered', () => {
  test('403 for the second revocation is a finding: whoever could revoke it once has the permission', () => {
    expect(twice({ status: 403 }).judgedBy(secondRevocationIsAnswered)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'repeat: 403',
          expected: '201, 400, 404 or 422 (a manager revokes a revoked token)',
          got: '403',
          tokens: ['revocable-1', 'manager-1'],
          exchanges: [5],
          at: 'status',
        },
      ],
    })
  })

  test('a success with another status is `envelope/created-with-201`', () => {
    expect(twice({ status: 200 }).judgedBy(secondRevocationIsAnswered)).toEqual({ exercised: 1, findings: [] })
  })

  test('401 to a manager who is accepted again right afterwards is one, too', () => {
    const story = twice({ status: 401 }).probe('manager-1', 404)
    expect(story.judgedBy(secondRevocationIsAnswered).findings).toMatchObject([{ level: 'must', got: '401' }])
  })

  test.each([201, 400, 404, 422])('%i is the target’s choice', (status) => {
    expect(twice({ status }).judgedBy(secondRevocationIsAnswered)).toEqual({ exercised: 1, findings: [] })
  })

  test.each([409, 410])('%i is a warning: the contract does not document it', (status) => {
    expect(twice({ status }).judgedBy(secondRevocationIsAnswered).findings).toMatchObject([{ level: 'should' }])
  })

  test('a refusal in a race with the first may be about a live token, and is judged leniently', () => {
    const story = new Story().meet().revoke('revocable-1', { at: 100, took: 20 })
    expect(story.revoke('revocable-1', { at: 105, status: 409 }).judgedBy(secondRevocationIsAnswered).findings).toMatchObject([
      { level: 'should' },
    ])
  })

  test('a manager who revokes an expired token gets any of the documented answers', () => {
    const expired = (status: number): Story => new Story(['manager-1', 'expired-1']).meet().revoke('expired-1', { status })
    expect(expired(404).judgedBy(secondRevocationIsAnswered)).toEqual({ exercised: 0, findings: [] })
    expect(expired(401).probe('manager-1', 404).judgedBy(secondRevocationIsAnswered).findings).toMatchObject([{ level: 'must' }])
  })

  test('one revocation alone does not exercise it', () => {
    expect(new Story().meet().revoke('revocable-1').judgedBy(secondRevocationIsAnswered)).toEqual({ exercised: 0, findings: [] })
  })

  describe('after a revocation whose answer was lost', () => {
    const lost = { failure: { code: 'aborted' as const } }

    test('a refusal as if it were revoked, of a token that works long afterwards, is a finding', () => {
      const story = new Story().meet().revoke('revocable-1', lost).revoke('revocable-1', { status: 404 })
      expect(story.probe('revocable-1', 404, { at: 5000 }).judgedBy(secondRevocationIsAnswered).findings).toMatchObject([
        { level: 'must', key: 'refused as if revoked, and still accepted', tokens: ['revocable-1'], exchanges: [4, 5, 6] },
      ])
    })

    test('the same right afterwards is not: the first one may still be on its way to every server', () => {
      const story = new Story().meet().revoke('revocable-1', lost).revoke('revocable-1', { status: 404 }).probe('revocable-1', 404)
      expect(story.judgedBy(secondRevocationIsAnswered).findings).toEqual([])
    })

    test('409 may be about the first one, which was then given up', () => {
      const story = new Story().meet().revoke('revocable-1', lost).revoke('revocable-1', { status: 409 })
      expect(story.probe('revocable-1', 404, { at: 5000 }).judgedBy(secondRevocationIsAnswered).findings).toMatchObject([
        { level: 'should', key: expect.stringContaining('409') },
      ])
    })

    test('a refusal of a token that is dead is right', () => {
      const story = new Story().meet().revoke('revocable-1', lost).revoke('revocable-1', { status: 404 })
      expect(story.probe('revocable-1', 401, { at: 5000 }).judgedBy(secondRevocationIsAnswered).findings).toEqual([])
    })
  })
})
