import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { otherTokensLiveOn } from './other-tokens-live-on.ts'

const cast = ['manager-1', 'revocable-1', 'revocable-2']

describe('isolation/other-tokens-live-on', () => {
  test('a token that dies when another is revoked is a finding that shows it alive, the revocation, and it dead', () => {
    const story = new Story(cast).meet().revoke('revocable-1').probe('revocable-2', 401)
    expect(story.judgedBy(otherTokensLiveOn).findings).toMatchObject([
      { level: 'must', key: 'died with another', tokens: ['revocable-2'], exchanges: [4, 5, 6], got: '401', at: 'status' },
    ])
  })

  test('the caller is a token, too', () => {
    const story = new Story(cast).meet().revoke('revocable-1').probe('manager-1', 401)
    expect(story.judgedBy(otherTokensLiveOn).findings).toMatchObject([{ tokens: ['manager-1'], exchanges: [5, 6] }])
  })

  test('of several revocations in between any may be to blame', () => {
    const story = new Story([...cast, 'revocable-3']).meet().revoke('revocable-1').revoke('revocable-2').probe('revocable-3', 401)
    expect(story.judgedBy(otherTokensLiveOn).findings).toMatchObject([{ tokens: ['revocable-3'], candidates: [6, 7] }])
  })

  test('a token that dies of nothing is a finding as well', () => {
    const story = new Story(cast).meet().probe('revocable-2', 401)
    expect(story.judgedBy(otherTokensLiveOn).findings).toMatchObject([{ key: 'died of nothing that was sent', exchanges: [4, 5] }])
  })

  test('tokens that live on keep it', () => {
    const story = new Story(cast).meet().revoke('revocable-1').probe('revocable-2', 404).probe('manager-1', 404)
    expect(story.judgedBy(otherTokensLiveOn)).toEqual({ exercised: 2, findings: [] })
  })

  test('a busy target shows of nobody whether he lives', () => {
    const story = new Story(cast).meet().revoke('revocable-1').probe('revocable-2', 429).probe('manager-1', 503)
    // The manager, whose revocation was answered.
    expect(story.judgedBy(otherTokensLiveOn)).toEqual({ exercised: 1, findings: [] })
  })

  test('a death that its own revocation, even an unanswered one, may explain is none', () => {
    for (const status of [201, 500, null]) {
      const story = new Story(cast).meet().revoke('revocable-1').revoke('revocable-2', { status }).probe('revocable-2', 401)
      expect(story.judgedBy(otherTokensLiveOn).findings).toEqual([])
    }
  })

  test('a token that was never seen alive may never have lived', () => {
    const story = new Story(cast).probe('garbage', 401).revoke('revocable-1').probe('revocable-2', 401)
    expect(story.judgedBy(otherTokensLiveOn)).toEqual({ exercised: 0, findings: [] })
  })

  test('a target that retires a token when another is issued to its owner is not accused', () => {
    const story = new Story(['manager-1']).issue('revocable-1', { owner: 'ada' }).meet().issue('revocable-2', { owner: 'ada' })
    expect(story.probe('revocable-1', 401).judgedBy(otherTokensLiveOn).findings).toEqual([])
  })

  test('a token whose time is up proves nothing', () => {
    const story = new Story(['manager-1']).issue('revocable-1', { expiresAt: '2026-01-01T00:00:30Z' }).meet()
    expect(story.probe('revocable-1', 401, { at: 31_000 }).judgedBy(otherTokensLiveOn).findings).toEqual([])
  })

  test('a batch whose untouched control dies, too, has a time to live that nobody told', () => {
    const batch = { batch: 9, begin: 0, end: 0 }
    const story = new Story(['manager-1'])
      .issue('revocable-1', batch)
      .issue('revocable-2', { ...batch, control: true })
      .meet()
    story.probe('revocable-1', 401, { at: 60_000 }).probe('revocable-2', 401, { at: 60_010 })
    expect(story.judgedBy(otherTokensLiveOn).findings).toEqual([])
  })
})
