import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { rejectedWith401 } from './rejected-with-401.ts'

/** A revoked token is tried, and gets some answer that no live one gets. */
function tried(status: number, told: Told = {}): Story {
  return new Story().meet().revoke('revocable-1').probe('revocable-1', status, told)
}

describe('finality/rejected-with-401', () => {
  test('another refusal than 401 is a finding', () => {
    expect(tried(403).judgedBy(rejectedWith401)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key: '403', got: '403', tokens: ['revocable-1'], exchanges: [3, 4, 5], at: 'status' }],
    })
  })

  test('401 keeps it', () => {
    expect(tried(401).judgedBy(rejectedWith401)).toEqual({ exercised: 1, findings: [] })
  })

  test('an acceptance is another requirement’s matter', () => {
    expect(tried(404).judgedBy(rejectedWith401)).toEqual({ exercised: 1, findings: [] })
  })

  test('a content type that nobody asked for is no excuse', () => {
    expect(tried(415).judgedBy(rejectedWith401).findings).toMatchObject([{ level: 'must', key: '415' }])
  })

  test.each([429, 503, 500])('%i says nothing about the credential', (status) => {
    expect(tried(status).judgedBy(rejectedWith401)).toEqual({ exercised: 0, findings: [] })
  })

  test('where a made-up credential is not refused with 401 either, the finding is about authentication', () => {
    const story = new Story().probe('garbage', 403).probe('revocable-1', 404).revoke('revocable-1').probe('revocable-1', 403)
    expect(story.judgedBy(rejectedWith401)).toEqual({ exercised: 1, findings: [] })
  })

  test('two spaces after the scheme may pass for a malformed credential', () => {
    const loose = { authorization: ['Bearer  ⟦revocable-1⟧'] }
    expect(tried(400, loose).judgedBy(rejectedWith401)).toEqual({ exercised: 1, findings: [] })
    expect(tried(403, loose).judgedBy(rejectedWith401).findings).toMatchObject([{ level: 'must', key: '403' }])
  })

  test('another operation may reject in its own way, which is worth a warning', () => {
    const doors = [
      { name: 'target', kind: 'target' as const, url: 'http://127.0.0.1:4010' },
      { name: 'me', kind: 'probe' as const, url: 'http://127.0.0.1:4010', operation: 'GET /me' },
    ]
    const me = { door: 'me', method: 'GET', target: '/me' }
    const story = new Story(undefined, { doors }).meet().probe('garbage', 401, me).probe('revocable-1', 200, me)
    expect(story.revoke('revocable-1').probe('revocable-1', 403, me).judgedBy(rejectedWith401).findings).toMatchObject([
      { level: 'should', key: '403' },
    ])
  })

  test('a request with a fault of its own does not exercise it', () => {
    const story = new Story(['manager-1', 'revocable-1', 'revocable-2']).meet().revoke('revocable-1')
    expect(story.tell({ by: 'revocable-1', of: 'revocable-2', body: { reason: 7 }, status: 422 }).judgedBy(rejectedWith401)).toEqual({
      exercised: 0,
      findings: [],
    })
  })
})
