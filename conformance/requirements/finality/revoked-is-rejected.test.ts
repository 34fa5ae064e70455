import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { revokedIsRejected } from './revoked-is-rejected.ts'

/** A door that tells garbage from a token, a token seen alive and then revoked. */
function revoked(): Story {
  return new Story().probe('garbage', 401).probe('manager-1', 404).probe('revocable-1', 404).revoke('revocable-1')
}

describe('finality/revoked-is-rejected', () => {
  test('an acceptance after the acknowledged revocation is a finding that names the token and the three exchanges', () => {
    const { findings } = revokedIsRejected.judge(revoked().probe('revocable-1', 404).history())
    expect(findings).toMatchObject([{ level: 'must', tokens: ['revocable-1'], exchanges: [3, 4, 5] }])
  })

  test('a rejection is what is asked for, and exercises it', () => {
    expect(revokedIsRejected.judge(revoked().probe('revocable-1', 401).history())).toEqual({ exercised: 1, findings: [] })
  })

  test('a use that began before the revocation was acknowledged proves nothing', () => {
    const history = revoked().probe('revocable-1', 404, { at: 47, took: 20 }).history()
    expect(revokedIsRejected.judge(history)).toEqual({ exercised: 0, findings: [] })
  })

  test('nothing is said where the door does not tell garbage from a token', () => {
    const history = new Story().probe('garbage', 404).probe('revocable-1', 404).revoke('revocable-1').probe('revocable-1', 404).history()
    expect(revokedIsRejected.judge(history).findings).toEqual([])
  })

  test('an answer of another shape, such as a gateway’s own 404, does not look like life', () => {
    const history = revoked().probe('revocable-1', 404, { answer: '<h1>no route</h1>' }).history()
    expect(revokedIsRejected.judge(history).findings).toEqual([])
  })

  test('within the declared propagation both answers are right', () => {
    const story = new Story(['manager-1', 'revocable-1'], { propagation: 500 })
    const history = story.probe('garbage', 401).probe('revocable-1', 404).revoke('revocable-1').probe('revocable-1', 404).history()
    expect(revokedIsRejected.judge(history).findings).toEqual([])
  })
})
