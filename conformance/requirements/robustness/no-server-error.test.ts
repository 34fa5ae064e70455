import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { noServerError } from './no-server-error.ts'

function answered(status: number, told: Told = {}): Story {
  return new Story().revoke('revocable-1', { status, ...told })
}

const unknown = 'bbbbbbbb-0000-4000-8000-000000000001'

describe('robustness/no-server-error', () => {
  test.each<[string, Told, string]>([
    ['a plain revocation', {}, 'a live token'],
    ['malformed JSON', { body: '{' }, 'broken json'],
    ['a NUL', { body: String.raw`{"reason": "\u0000"}` }, 'nul'],
    ['no credential', { by: 'nobody' }, 'no credential with a live token'],
    ['another method', { method: 'PUT' }, 'PUT with a live token'],
  ])('500 for %s is a finding that says so', (_, told, situation) => {
    expect(answered(500, told).judgedBy(noServerError)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: `500: ${situation}`,
          expected: 'an answer below 500',
          got: `500 for ${situation}`,
          exchanges: [1],
          at: 'status',
        },
      ],
    })
  })

  test('a crash on the second revocation is told from one on the first', () => {
    const story = new Story().revoke('revocable-1').revoke('revocable-1', { status: 500 })
    expect(story.judgedBy(noServerError).findings).toMatchObject([{ key: '500: a revoked token' }])
  })

  test.each([201, 302, 404, 429])('%i keeps it', (status) => {
    expect(answered(status).judgedBy(noServerError)).toEqual({ exercised: 1, findings: [] })
  })

  test('501 is right for a method, and wrong for POST', () => {
    expect(answered(501, { method: 'PATCH' }).judgedBy(noServerError).findings).toEqual([])
    expect(answered(501).judgedBy(noServerError).findings).toHaveLength(1)
  })

  test('501 and 505 are right for what is not quite HTTP/1.1; 500 is not', () => {
    for (const status of [501, 505]) expect(answered(status, { framing: 'raw' }).judgedBy(noServerError).findings).toEqual([])
    expect(answered(500, { framing: 'raw' }).judgedBy(noServerError).findings).toHaveLength(1)
    expect(answered(505).judgedBy(noServerError).findings).toHaveLength(1)
  })

  test.each([502, 503, 504])('a single %i may come of load', (status) => {
    expect(answered(status).judgedBy(noServerError)).toEqual({ exercised: 1, findings: [] })
  })

  test('the same request that gets 503 again, with nothing else under way, is a finding', () => {
    const again = { id: unknown, status: 503 }
    expect(new Story().tell(again).tell(again).judgedBy(noServerError).findings).toMatchObject([{ level: 'must', exchanges: [2] }])
  })

  test('another request, or one beside others, does not make it so', () => {
    const busy = { id: unknown, status: 503 }
    expect(
      new Story()
        .tell(busy)
        .tell({ ...busy, by: 'nobody' })
        .judgedBy(noServerError).findings,
    ).toEqual([])
    const crowded = new Story()
      .tell(busy)
      .tell({ at: 100, took: 50 })
      .tell({ ...busy, at: 110 })
    expect(crowded.judgedBy(noServerError).findings).toEqual([])
  })

  test('while the target is being restarted, anything may be answered', () => {
    const story = new Story().event({ kind: 'restart', begin: 0, end: 5 }).tell({ status: 500 })
    expect(story.judgedBy(noServerError)).toEqual({ exercised: 0, findings: [] })
  })

  test('another operation, which only tries credentials, gets a warning', () => {
    const doors = [
      { name: 'target', kind: 'target' as const, url: 'http://127.0.0.1:4010' },
      { name: 'me', kind: 'probe' as const, url: 'http://127.0.0.1:4010', operation: 'GET /me' },
    ]
    const story = new Story(undefined, { doors }).tell({ door: 'me', method: 'GET', target: '/me', status: 500 })
    expect(story.judgedBy(noServerError).findings).toMatchObject([{ level: 'should' }])
  })
})
