import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { malformedCredentialIsRefused } from '../authentication/malformed-credential-is-refused.ts'
import { rejectedInEveryEncoding } from './rejected-in-every-encoding.ts'

const padded = { authorization: ['Bearer ⟦revocable-1~padded⟧'] }

describe('finality/rejected-in-every-encoding', () => {
  test.each(['Bearer ⟦revocable-1~padded⟧', 'Bearer ⟦revocable-1~trailing-bits⟧', 'Bearer ⟦revocable-1⟧='])(
    'a revoked token that is accepted as %s is a finding',
    (credential) => {
      const story = new Story()
        .meet()
        .revoke('revocable-1')
        .tell({ authorization: [credential], status: 404 })
      expect(story.judgedBy(rejectedInEveryEncoding)).toMatchObject({
        exercised: 1,
        findings: [{ level: 'must', key: 'accepted', tokens: ['revocable-1'], exchanges: [4, 5], at: 'status' }],
      })
    },
  )

  test('so is one that is accepted when it is sent twice', () => {
    const both = { authorization: ['Bearer ⟦revocable-1⟧', 'Bearer ⟦revocable-1⟧'] }
    const story = new Story()
      .meet()
      .revoke('revocable-1')
      .tell({ ...both, status: 404 })
    expect(story.judgedBy(rejectedInEveryEncoding).findings).toMatchObject([{ tokens: ['revocable-1'], exchanges: [4, 5] }])
    expect(story.judgedBy(malformedCredentialIsRefused).findings).toEqual([])
    const live = new Story().meet().tell({ ...both, status: 404 })
    expect(live.judgedBy(rejectedInEveryEncoding)).toEqual({ exercised: 0, findings: [] })
  })

  test('a rejection keeps it', () => {
    const story = new Story()
      .meet()
      .revoke('revocable-1')
      .tell({ ...padded, status: 401 })
    expect(story.judgedBy(rejectedInEveryEncoding)).toEqual({ exercised: 1, findings: [] })
  })

  test('a busy target shows nothing', () => {
    const story = new Story()
      .meet()
      .revoke('revocable-1')
      .tell({ ...padded, status: 429 })
    expect(story.judgedBy(rejectedInEveryEncoding)).toEqual({ exercised: 0, findings: [] })
  })

  test('a live token may be accepted in another encoding', () => {
    expect(
      new Story()
        .meet()
        .tell({ ...padded, status: 404 })
        .judgedBy(rejectedInEveryEncoding),
    ).toEqual({ exercised: 0, findings: [] })
  })

  test('a revoked secret with a changed character is another secret, not another encoding', () => {
    const story = new Story().meet().revoke('revocable-1')
    expect(story.tell({ authorization: ['Bearer ⟦revocable-1~changed⟧'], status: 404 }).judgedBy(rejectedInEveryEncoding)).toEqual({
      exercised: 0,
      findings: [],
    })
  })
})
