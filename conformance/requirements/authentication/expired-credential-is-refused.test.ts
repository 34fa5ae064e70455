import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { expiredCredentialIsRefused } from './expired-credential-is-refused.ts'

function expired(expiresAt?: string): Story {
  return new Story(['manager-1', 'revocable-1']).issue('expired-1', expiresAt === undefined ? {} : { expiresAt })
}

describe('authentication/expired-credential-is-refused', () => {
  test.each([404, 403, 400])('%i for an expired credential is a finding', (status) => {
    expect(expired().probe('expired-1', status).judgedBy(expiredCredentialIsRefused)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: [201, 404].includes(status) ? 'as if let in' : `expired credential: ${status}`,
          expected: '401 (the credential of an expired token)',
          got: `${status}`,
          exchanges: [1],
        },
      ],
    })
  })

  test('a revocation with it that is answered 201 is a finding', () => {
    expect(expired().meet().tell({ by: 'expired-1', of: 'revocable-1' }).judgedBy(expiredCredentialIsRefused).findings).toMatchObject([
      { level: 'must', got: '201', tokens: ['revocable-1', 'expired-1'] },
    ])
  })

  test('401 keeps it', () => {
    expect(expired().probe('expired-1', 401).judgedBy(expiredCredentialIsRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('a token that ended less than a minute ago may still be accepted: clocks differ', () => {
    const story = expired('2026-01-01T00:00:00Z').meet().probe('expired-1', 404, { at: 30_000 })
    expect(story.judgedBy(expiredCredentialIsRefused).findings).toEqual([])
  })

  test('one that ended more than a minute ago may not', () => {
    const story = expired('2025-12-31T23:00:00Z').probe('expired-1', 404)
    expect(story.judgedBy(expiredCredentialIsRefused).findings).toHaveLength(1)
  })

  test('with another fault beside it the refusal may be for either', () => {
    const story = expired().tell({ by: 'expired-1', of: 'revocable-1', body: { reason: 7 }, status: 422 })
    expect(story.judgedBy(expiredCredentialIsRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('without an expired token it is not exercised', () => {
    expect(new Story().meet().judgedBy(expiredCredentialIsRefused)).toEqual({ exercised: 0, findings: [] })
  })
})
