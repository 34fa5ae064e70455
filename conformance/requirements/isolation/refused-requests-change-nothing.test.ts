import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { refusedRequestsChangeNothing } from './refused-requests-change-nothing.ts'

/** A live token, a request for it, and what the token gets afterwards. */
function after(told: Told, alive: boolean): Story {
  const story = new Story(['manager-1', 'outsider-1', 'expired-1', 'revocable-1']).meet()
  return story.tell({ of: 'revocable-1', ...told }).probe('revocable-1', alive ? 404 : 401)
}

describe('isolation/refused-requests-change-nothing', () => {
  test.each<[string, Told]>([
    ['an outsider who was forbidden', { by: 'outsider-1', status: 403 }],
    ['nobody', { by: 'nobody', status: 401 }],
    ['a made-up credential', { by: 'garbage', status: 401 }],
    ['an expired credential', { by: 'expired-1', status: 401 }],
    ['a body of the wrong type', { body: { reason: 7 }, status: 422 }],
    ['a body that is no JSON', { body: '{"reason"', status: 400 }],
    ['another method', { method: 'DELETE', status: 405 }],
  ])('a token that is dead after a refusal of %s is a finding', (_, told) => {
    expect(after(told, false).judgedBy(refusedRequestsChangeNothing)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key: `after a ${told.status}`, tokens: ['revocable-1'], exchanges: [5, 6, 7], got: '401', at: 'status' }],
    })
  })

  test('a token that is dead after it was refused to revoke itself is one, too', () => {
    const { findings } = after({ by: 'revocable-1', status: 403 }, false).judgedBy(refusedRequestsChangeNothing)
    // Its own request is the last in which it was accepted.
    expect(findings).toMatchObject([{ key: 'after a 403', tokens: ['revocable-1'], exchanges: [6, 7] }])
  })

  test('a live token keeps it', () => {
    expect(after({ by: 'outsider-1', status: 403 }, true).judgedBy(refusedRequestsChangeNothing)).toEqual({ exercised: 1, findings: [] })
  })

  test('of several refusals any may be to blame', () => {
    const story = new Story().meet().revoke('revocable-1', { by: 'nobody', status: 401 }).revoke('revocable-1', { body: [], status: 422 })
    expect(story.probe('revocable-1', 401).judgedBy(refusedRequestsChangeNothing).findings).toMatchObject([
      { key: 'after one of several refusals', exchanges: [3, 4, 5, 6], candidates: [4, 5] },
    ])
  })

  test('of several refusals the one is to blame whose like alone explains another death', () => {
    const story = new Story(['manager-1', 'outsider-1', 'revocable-1', 'revocable-2']).meet()
    story
      .revoke('revocable-1', { by: 'outsider-1', status: 403 })
      .revoke('revocable-1', { body: [], status: 422 })
      .probe('revocable-1', 401)
    story.revoke('revocable-2', { by: 'outsider-1', status: 403 }).probe('revocable-2', 401)
    expect(story.judgedBy(refusedRequestsChangeNothing).findings.map(({ key }) => key)).toEqual(['after a 403', 'after a 403'])
  })

  test.each([201, 302, 408, 500, 503])('%i is no refusal: it may have had its effect', (status) => {
    expect(after({ status }, false).judgedBy(refusedRequestsChangeNothing).findings).toEqual([])
  })

  test('a refusal that is still under way when the token is refused is among the suspects', () => {
    const story = new Story().meet().revoke('revocable-1', { by: 'nobody', status: 401, at: 100, took: 50 })
    expect(story.probe('revocable-1', 401, { at: 120 }).judgedBy(refusedRequestsChangeNothing).findings).toHaveLength(1)
  })

  test('a refusal before the token was last seen alive is not', () => {
    const story = new Story().meet().revoke('revocable-1', { by: 'nobody', status: 401 }).probe('revocable-1', 404)
    expect(story.probe('revocable-1', 401).judgedBy(refusedRequestsChangeNothing).findings).toEqual([])
  })

  test('a refusal that nobody followed up, or of a token that was dead before, does not exercise it', () => {
    const unwatched = new Story().meet().revoke('revocable-1', { by: 'nobody', status: 401 })
    expect(unwatched.judgedBy(refusedRequestsChangeNothing)).toEqual({ exercised: 0, findings: [] })
    const dead = new Story().meet().revoke('revocable-1').revoke('revocable-1', { status: 404 }).probe('revocable-1', 401)
    expect(dead.judgedBy(refusedRequestsChangeNothing)).toEqual({ exercised: 0, findings: [] })
  })

  test('a busy target refuses without a look, and shows no life', () => {
    expect(after({ status: 429 }, true).judgedBy(refusedRequestsChangeNothing)).toEqual({ exercised: 0, findings: [] })
    const unseen = new Story().meet().revoke('revocable-1', { by: 'nobody', status: 401 }).probe('revocable-1', 503)
    expect(unseen.judgedBy(refusedRequestsChangeNothing)).toEqual({ exercised: 0, findings: [] })
  })

  test('a race of which everybody was refused has a requirement of its own', () => {
    const story = new Story().meet().revoke('revocable-1', { status: 409, at: 100, took: 20 })
    story.revoke('revocable-1', { status: 409, at: 105, took: 20 }).probe('revocable-1', 401)
    expect(story.judgedBy(refusedRequestsChangeNothing).findings).toEqual([])
  })
})
