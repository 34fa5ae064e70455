import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { staysRejected } from './stays-rejected.ts'

describe('finality/stays-rejected', () => {
  test('an acceptance after a rejection is a finding that shows both', () => {
    const story = new Story().meet().revoke('revocable-1').probe('revocable-1', 401).probe('revocable-1', 404, { at: 2000 })
    expect(story.judgedBy(staysRejected)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key: 'accepted again', tokens: ['revocable-1'], exchanges: [3, 4, 5, 6], at: 'status' }],
    })
  })

  test('says how many other tokens were revoked in between', () => {
    const story = new Story(['manager-1', 'revocable-1', 'revocable-2', 'revocable-3']).meet()
    story.revoke('revocable-2').revoke('revocable-1').probe('revocable-1', 401).revoke('revocable-3').probe('revocable-1', 404)
    expect(story.judgedBy(staysRejected).findings).toMatchObject([{ hint: expect.stringMatching(/^1 other token was revoked/) as string }])
  })

  test('an acceptance before the first rejection is `revoked-is-rejected`', () => {
    const story = new Story().meet().revoke('revocable-1').probe('revocable-1', 404).probe('revocable-1', 401)
    expect(story.judgedBy(staysRejected)).toEqual({ exercised: 0, findings: [] })
  })

  test('a rejection that was still under way proves nothing about an acceptance beside it', () => {
    const story = new Story().meet().revoke('revocable-1').probe('revocable-1', 401, { at: 100, took: 50 })
    expect(story.probe('revocable-1', 404, { at: 120 }).judgedBy(staysRejected).findings).toEqual([])
  })

  test('rejected for ever keeps it', () => {
    const story = new Story().meet().revoke('revocable-1').probe('revocable-1', 401).probe('revocable-1', 401, { at: 9000 })
    expect(story.judgedBy(staysRejected)).toEqual({ exercised: 1, findings: [] })
  })

  test('a later answer that shows neither life nor death does not exercise it', () => {
    const story = new Story().meet().revoke('revocable-1').probe('revocable-1', 401).probe('revocable-1', 429)
    expect(story.judgedBy(staysRejected)).toEqual({ exercised: 0, findings: [] })
  })

  test('a second revocation that brings the token back is seen, with that revocation', () => {
    const story = new Story().meet().revoke('revocable-1').probe('revocable-1', 401).revoke('revocable-1').probe('revocable-1', 404)
    expect(story.judgedBy(staysRejected).findings).toMatchObject([{ exchanges: [3, 4, 6, 5, 7] }])
  })

  describe('without an answer to the revocation', () => {
    const lost = { failure: { code: 'aborted' as const } }

    test('dead at rest and alive again long afterwards is a finding', () => {
      const story = new Story().meet().revoke('revocable-1', lost).probe('revocable-1', 401, { at: 3000 })
      expect(story.probe('revocable-1', 404, { at: 6000 }).judgedBy(staysRejected)).toMatchObject({
        exercised: 1,
        findings: [{ level: 'must', key: 'accepted again, without an answer to its revocation', exchanges: [4, 5, 6] }],
      })
    })

    test('dead too soon, when it may have been on its way still, proves nothing', () => {
      const story = new Story().meet().revoke('revocable-1', lost).probe('revocable-1', 401)
      expect(story.probe('revocable-1', 404, { at: 6000 }).judgedBy(staysRejected)).toEqual({ exercised: 0, findings: [] })
    })

    test('alive right after it was dead may be another server that has not heard yet', () => {
      const story = new Story().meet().revoke('revocable-1', lost).probe('revocable-1', 401, { at: 3000 })
      expect(story.probe('revocable-1', 404).judgedBy(staysRejected)).toEqual({ exercised: 0, findings: [] })
    })

    test('alive, then dead, is how it should be', () => {
      const story = new Story().meet().revoke('revocable-1', lost).probe('revocable-1', 404, { at: 3000 })
      expect(story.probe('revocable-1', 401, { at: 6000 }).judgedBy(staysRejected)).toEqual({ exercised: 0, findings: [] })
    })
  })
})
