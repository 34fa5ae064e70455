import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { challengeTellsNoErrorToNobody } from './challenge-tells-no-error-to-nobody.ts'

function challenged(by: string, challenge: string): Story {
  return new Story().probe(by, 401, { answerHeaders: [['WWW-Authenticate', challenge]] })
}

const error = 'Bearer realm="api", error="invalid_token"'

describe('authentication/challenge-tells-no-error-to-nobody', () => {
  test('an error for a request without a credential is worth knowing', () => {
    expect(challenged('nobody', error).judgedBy(challengeTellsNoErrorToNobody)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'may', key: 'error named', got: error, exchanges: [1], tokens: [], at: 'www-authenticate' }],
    })
  })

  test('a challenge without one keeps it', () => {
    expect(challenged('nobody', 'Bearer realm="error"').judgedBy(challengeTellsNoErrorToNobody)).toEqual({ exercised: 1, findings: [] })
  })

  test('a bad credential may be told what is wrong with it', () => {
    expect(challenged('garbage', error).judgedBy(challengeTellsNoErrorToNobody)).toEqual({ exercised: 0, findings: [] })
  })
})
