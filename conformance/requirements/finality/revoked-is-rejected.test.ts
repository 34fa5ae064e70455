import { describe, expect, test } from 'vitest'
import type { Door } from '../../history/events.ts'
import { Story } from '../../testing/story.ts'
import { revokedIsRejected } from './revoked-is-rejected.ts'

/** A door that tells garbage from a token, a token seen alive and then revoked. */
function revoked(): Story {
  return new Story().meet().revoke('revocable-1')
}

describe('finality/revoked-is-rejected', () => {
  test('an acceptance after the acknowledged revocation is a finding that names the token and the three exchanges', () => {
    expect(revoked().probe('revocable-1', 404).judgedBy(revokedIsRejected)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'accepted',
          tokens: ['revocable-1'],
          exchanges: [3, 4, 5],
          expected: '401 for the credential of a revoked token',
          got: '404, as for a live one, 10 ms after the revocation',
          at: 'status',
        },
      ],
    })
  })

  test('a token revoked by another way to write the path is as dead', () => {
    const { id } = new Story().token('revocable-1')
    const story = new Story().meet().tell({ target: `/api/v1/Tokens/${id}/revoke`, status: 201, answer: { data: { id } } })
    expect(story.probe('revocable-1', 404).judgedBy(revokedIsRejected).findings).toMatchObject([{ level: 'must', exchanges: [3, 4, 5] }])
  })

  test('a rejection is what is asked for, and exercises it', () => {
    expect(revoked().probe('revocable-1', 401).judgedBy(revokedIsRejected)).toEqual({ exercised: 1, findings: [] })
  })

  test('a use that began before the revocation was acknowledged proves nothing', () => {
    const { begin = 0 } = revoked().history().exchanges.at(-1) ?? {}
    const story = revoked().probe('revocable-1', 404, { at: begin + 1, took: 20 })
    expect(story.judgedBy(revokedIsRejected)).toEqual({ exercised: 0, findings: [] })
  })

  test('a use that began in the instant of the acknowledgement proves nothing either: ties do not', () => {
    const { end } = revoked().history().exchanges.at(-1) ?? {}
    const story = revoked().probe('revocable-1', 404, { at: end ?? 0 })
    expect(story.judgedBy(revokedIsRejected)).toEqual({ exercised: 0, findings: [] })
  })

  test('a revocation whose answer was lost, or had another status, kills nothing for certain', () => {
    for (const status of [null, 500, 200, 204]) {
      const story = new Story().meet().revoke('revocable-1', { status }).probe('revocable-1', 404, { at: 5000 })
      expect(story.judgedBy(revokedIsRejected)).toEqual({ exercised: 0, findings: [] })
    }
  })

  test('nothing is said where the door does not tell garbage from a token', () => {
    const story = new Story().probe('garbage', 404).probe('revocable-1', 404).revoke('revocable-1').probe('revocable-1', 404)
    const reason = 'no answer to a revoked token showed whether it was accepted'
    expect(story.judgedBy(revokedIsRejected)).toEqual({ exercised: 0, findings: [], reason })
  })

  test.each([429, 503, 500])('%i shows neither life nor death', (status) => {
    expect(revoked().probe('revocable-1', status).judgedBy(revokedIsRejected)).toMatchObject({ exercised: 0, findings: [] })
  })

  test('an answer of another shape, such as a gateway’s own 404, does not look like life', () => {
    expect(revoked().probe('revocable-1', 404, { answer: '<h1>no route</h1>' }).judgedBy(revokedIsRejected).findings).toEqual([])
  })

  test('a preflight may be answered to anybody', () => {
    expect(revoked().tell({ by: 'revocable-1', method: 'OPTIONS', status: 204 }).judgedBy(revokedIsRejected).findings).toEqual([])
  })

  test('within the declared propagation both answers are right', () => {
    const story = new Story(undefined, { propagation: 500 }).meet().revoke('revocable-1').probe('revocable-1', 404)
    expect(story.judgedBy(revokedIsRejected)).toEqual({ exercised: 0, findings: [] })
    expect(story.probe('revocable-1', 404, { at: 1000 }).judgedBy(revokedIsRejected).findings).toHaveLength(1)
  })

  test('a revocation answered 201 on another spelling of the id, or with a slash behind it, counts', () => {
    const { id } = new Story().token('revocable-1')
    for (const told of [{ id: id.toUpperCase() }, { target: `/api/v1/tokens/${id}/revoke/` }]) {
      const story = new Story()
        .meet()
        .tell({ ...told, status: 201 })
        .probe('revocable-1', 404)
      expect(story.judgedBy(revokedIsRejected).findings).toHaveLength(1)
    }
  })

  test('the token is dead at every door', () => {
    const doors: readonly Door[] = [
      { name: 'target', kind: 'target', url: 'http://127.0.0.1:4010' },
      { name: 'replica-1', kind: 'replica', url: 'http://127.0.0.1:4011' },
      { name: 'me', kind: 'probe', url: 'http://127.0.0.1:4010', operation: 'GET /me' },
    ]
    const replica = { door: 'replica-1' }
    const me = { door: 'me', method: 'GET', target: '/me' }
    const story = new Story(undefined, { doors }).meet()
    story.probe('garbage', 401, replica).probe('revocable-1', 404, replica).probe('garbage', 401, me).probe('revocable-1', 200, me)
    story.revoke('revocable-1').probe('revocable-1', 404, replica).probe('revocable-1', 200, me)
    expect(story.judgedBy(revokedIsRejected).findings.map(({ got }) => got)).toEqual([
      '404, as for a live one, 10 ms after the revocation',
      '200, as for a live one, 22 ms after the revocation',
    ])
  })

  test('from a restart until everything answers as before nothing is proven', () => {
    const story = revoked().event({ kind: 'restart', begin: 60, end: 80 }).probe('revocable-1', 404, { at: 90 })
    expect(story.judgedBy(revokedIsRejected)).toEqual({ exercised: 0, findings: [] })
    expect(story.probe('garbage', 401).probe('manager-1', 404).probe('revocable-1', 404).judgedBy(revokedIsRejected).findings).toHaveLength(
      1,
    )
  })

  test('a delay on which every token agrees is told', () => {
    const story = new Story(['manager-1', 'revocable-1', 'revocable-2']).meet()
    for (const token of ['revocable-1', 'revocable-2']) {
      const at = token === 'revocable-1' ? 1000 : 5000
      story
        .revoke(token, { at })
        .probe(token, 404, { at: at + 100 })
        .probe(token, 401, { at: at + 600 })
    }
    expect(story.judgedBy(revokedIsRejected).findings[0]?.hint).toMatch(/\d+ ms/)
  })
})
