import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { schemeIsCaseInsensitive } from './scheme-is-case-insensitive.ts'

function presenting(credential: string, status: number): Story {
  return new Story().meet().tell({ authorization: [credential], status })
}

describe('authentication/scheme-is-case-insensitive', () => {
  test.each(['bearer', 'BEARER'])('401 for a live token under %s is a warning', (scheme) => {
    expect(presenting(`${scheme} ⟦manager-1⟧`, 401).judgedBy(schemeIsCaseInsensitive)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: 'scheme in another case: 401', got: '401', tokens: ['manager-1'], exchanges: [4] }],
    })
  })

  test('the answer that Bearer gets keeps it', () => {
    expect(presenting('bearer ⟦manager-1⟧', 404).judgedBy(schemeIsCaseInsensitive)).toEqual({ exercised: 1, findings: [] })
  })

  test('401 for a revoked token is right under any scheme', () => {
    const story = new Story()
      .meet()
      .revoke('revocable-1')
      .tell({ authorization: ['bearer ⟦revocable-1⟧'], status: 401 })
    expect(story.judgedBy(schemeIsCaseInsensitive).findings).toEqual([])
  })

  test('it is exercised by no other spelling of the credential', () => {
    expect(presenting('Bearer ⟦manager-1⟧', 404).judgedBy(schemeIsCaseInsensitive)).toEqual({ exercised: 0, findings: [] })
    expect(presenting('bearer dz_garbage', 401).judgedBy(schemeIsCaseInsensitive)).toEqual({ exercised: 0, findings: [] })
  })
})
