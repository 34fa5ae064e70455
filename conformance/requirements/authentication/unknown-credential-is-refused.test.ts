import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { unknownCredentialIsRefused } from './unknown-credential-is-refused.ts'

function presenting(credential: string, status: number): Story {
  return new Story().meet().tell({ authorization: [credential], status })
}

describe('authentication/unknown-credential-is-refused', () => {
  test('whoever is let in meets every other answer, too, and that is one breach', () => {
    const story = presenting('Bearer dz_made-up', 404).tell({ by: 'garbage', of: 'revocable-1', status: 403 })
    expect(story.judgedBy(unknownCredentialIsRefused).findings.map(({ key }) => key)).toEqual(['as if let in', 'as if let in'])
  })

  test.each([404, 403, 201, 400])('%i for a made-up credential is a finding', (status) => {
    expect(presenting('Bearer dz_made-up', status).judgedBy(unknownCredentialIsRefused)).toMatchObject({
      exercised: 2,
      findings: [
        {
          level: 'must',
          key: [201, 404].includes(status) ? 'as if let in' : `unknown credential: ${status}`,
          expected: '401 (a well-formed bearer credential that was never issued)',
          got: `${status}`,
          exchanges: [4],
          tokens: [],
        },
      ],
    })
  })

  test('401 keeps it', () => {
    expect(presenting('Bearer dz_made-up', 401).judgedBy(unknownCredentialIsRefused)).toEqual({ exercised: 2, findings: [] })
  })

  test.each(['changed', 'added', 'dropped', 'case swapped'])('a live secret with a character %s is another secret', (how) => {
    expect(presenting(`Bearer ⟦manager-1~${how}⟧`, 404).judgedBy(unknownCredentialIsRefused).findings).toMatchObject([
      { level: 'must', got: '404' },
    ])
  })

  test('a live secret with padding may be taken for the secret, as lenient decoders do', () => {
    for (const status of [401, 404]) {
      const story = presenting('Bearer ⟦manager-1~padded⟧', status)
      expect(story.judgedBy(unknownCredentialIsRefused).findings).toEqual([])
    }
  })

  test('the secret of an issued token is known, and not judged here', () => {
    expect(new Story().probe('manager-1', 404).judgedBy(unknownCredentialIsRefused)).toEqual({ exercised: 0, findings: [] })
  })
})
