import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { challengeIsSent } from './challenge-is-sent.ts'

/** A 401 with these `WWW-Authenticate` lines. */
function refused(...challenges: readonly string[]): Story {
  const answerHeaders = [['Content-Type', 'application/json'] as const, ...challenges.map((value) => ['WWW-Authenticate', value] as const)]
  return new Story().probe('nobody', 401, { answerHeaders })
}

describe('authentication/challenge-is-sent', () => {
  test('a 401 without a challenge is a warning', () => {
    expect(refused().judgedBy(challengeIsSent)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: 'absent', exchanges: [1], tokens: [], at: 'www-authenticate' }],
    })
  })

  test('a challenge for another scheme alone is one, too', () => {
    expect(refused('Basic realm="api"').judgedBy(challengeIsSent).findings).toMatchObject([
      { level: 'should', key: 'another scheme', got: 'Basic realm="api"' },
    ])
  })

  test.each([
    ['Bearer', ['Bearer']],
    ['bearer in lower case', ['bearer realm="api"']],
    ['Bearer after another in one line', ['Basic realm="api", Bearer']],
    ['Bearer in a second line', ['Basic realm="api"', 'Bearer error="invalid_token"']],
  ])('%s keeps it', (_, challenges) => {
    expect(refused(...challenges).judgedBy(challengeIsSent)).toEqual({ exercised: 1, findings: [] })
  })

  test('a word that only begins with Bearer is another scheme', () => {
    expect(refused('BearerToken').judgedBy(challengeIsSent).findings).toHaveLength(1)
  })

  test('answers with another status need none', () => {
    expect(new Story().probe('manager-1', 403, { answerHeaders: [] }).judgedBy(challengeIsSent)).toEqual({ exercised: 0, findings: [] })
  })
})
