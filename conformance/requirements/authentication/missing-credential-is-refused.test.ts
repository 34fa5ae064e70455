import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { missingCredentialIsRefused } from './missing-credential-is-refused.ts'

function anonymously(told: Told): Story {
  return new Story().meet().tell({ by: 'nobody', ...told })
}

describe('authentication/missing-credential-is-refused', () => {
  test('403, which old frameworks answer, is a finding', () => {
    expect(anonymously({ of: 'revocable-1', status: 403 }).judgedBy(missingCredentialIsRefused)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'no credential: 403',
          expected: '401 (no bearer credential)',
          got: '403',
          exchanges: [4],
          tokens: ['revocable-1'],
          at: 'status',
        },
      ],
    })
  })

  test.each([201, 200, 404, 400, 415])('so is %i', (status) => {
    expect(anonymously({ of: 'revocable-1', status }).judgedBy(missingCredentialIsRefused).findings).toMatchObject([
      { level: 'must', got: `${status}` },
    ])
  })

  test('404 for an id that nobody has tells a stranger what exists', () => {
    expect(anonymously({ status: 404 }).judgedBy(missingCredentialIsRefused).findings).toMatchObject([{ level: 'must' }])
  })

  test('a secret in the query, in a cookie or in another field is no bearer credential', () => {
    const elsewhere: readonly Told[] = [
      { headers: [['Cookie', 'token=⟦manager-1⟧']] },
      { headers: [['X-API-Key', '⟦manager-1⟧']] },
      { by: 'manager-1', authorization: ['Basic ⟦manager-1:base64⟧'] },
      { target: `/api/v1/tokens/${new Story().token('revocable-1').id}/revoke?access_token=⟦manager-1⟧` },
    ]
    for (const told of elsewhere) {
      const story = anonymously({ of: 'revocable-1', status: 201, ...told })
      expect(story.judgedBy(missingCredentialIsRefused).findings).toMatchObject([{ level: 'must', got: '201' }])
    }
  })

  test('what only a proxy tells is no credential, and may be refused for itself', () => {
    const told = (status: number): Story =>
      anonymously({
        status,
        headers: [
          ['X-Forwarded-For', '127.0.0.1'],
          ['Remote-User', 'admin'],
        ],
      })
    for (const status of [201, 404]) expect(told(status).judgedBy(missingCredentialIsRefused).findings).toMatchObject([{ level: 'must' }])
    for (const status of [400, 401, 403]) expect(told(status).judgedBy(missingCredentialIsRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('another way to write the path, which the answer shows to have been taken for the contract’s, asks for no less', () => {
    const { id } = new Story().token('revocable-1')
    const target = `/api/v1/t%6Fkens/${id}/revoke`
    expect(anonymously({ target, status: 201, answer: { data: { id } } }).judgedBy(missingCredentialIsRefused).findings).toMatchObject([
      {
        level: 'must',
        got: '201',
        expected: '401, 404 or 405 (no bearer credential, another way to write the path)',
        tokens: ['revocable-1'],
      },
    ])
    // Of these nobody can tell what took the path for what.
    const answers = [
      { status: 201, answer: 'created' },
      { status: 201, answer: { data: { id: 'of nobody' } } },
      { status: 200, answer: { data: { id } } },
    ]
    for (const told of answers) expect(anonymously({ target, ...told }).judgedBy(missingCredentialIsRefused).findings).toEqual([])
  })

  test('401 keeps it', () => {
    expect(anonymously({ of: 'revocable-1', status: 401 }).judgedBy(missingCredentialIsRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test.each<[string, Told]>([
    ['an id that is no UUID, which a router may not know', { id: 'not-a-uuid', status: 404 }],
    ['a nil UUID, which may be refused for itself', { id: '00000000-0000-0000-0000-000000000000', status: 422 }],
    ['malformed JSON, which some frameworks read first', { of: 'revocable-1', body: '{', status: 422 }],
    ['a body of the wrong type', { of: 'revocable-1', body: { reason: 7 }, status: 422 }],
    ['another content type', { of: 'revocable-1', body: 'x', contentType: 'text/plain', status: 415 }],
    ['a slash at the end', { target: '/api/v1/tokens/x/revoke/', status: 307 }],
  ])('%s may be refused before anybody asks who is calling', (_, told) => {
    expect(anonymously(told).judgedBy(missingCredentialIsRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('two faults never make a success', () => {
    const story = anonymously({ of: 'revocable-1', body: { reason: 7 }, status: 201 })
    expect(story.judgedBy(missingCredentialIsRefused).findings).toMatchObject([{ level: 'must', got: '201' }])
  })

  test.each([408, 429, 503])('%i says that the target is busy, and shows nothing', (status) => {
    expect(anonymously({ of: 'revocable-1', status }).judgedBy(missingCredentialIsRefused)).toEqual({ exercised: 0, findings: [] })
  })
})
