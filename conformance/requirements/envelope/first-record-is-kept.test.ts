import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { firstRecordIsKept } from './first-record-is-kept.ts'

/** A token is revoked and revoked again; each answer tells its time. */
function twice(first: string, second: string): Story {
  return new Story()
    .meet()
    .revoke('revocable-1', { data: { revoked_at: first } })
    .revoke('revocable-1', { data: { revoked_at: second } })
}

describe('envelope/first-record-is-kept', () => {
  test('a `revoked_at` that moved is a finding that shows both answers', () => {
    expect(twice('2026-01-01T00:00:01.234Z', '2026-01-01T00:00:03.456Z').judgedBy(firstRecordIsKept)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'revoked_at',
          got: '2026-01-01T00:00:03.456Z after 2026-01-01T00:00:01.234Z',
          tokens: ['revocable-1', 'manager-1'],
          exchanges: [4, 5],
          at: '/data/revoked_at',
        },
      ],
    })
  })

  test('two milliseconds are a move where milliseconds are kept', () => {
    expect(twice('2026-01-01T00:00:01.231Z', '2026-01-01T00:00:01.234Z').judgedBy(firstRecordIsKept).findings).toHaveLength(1)
  })

  test('two winners of a race with two times are a finding', () => {
    const story = new Story().meet()
    story.revoke('revocable-1', { at: 100, took: 20, data: { revoked_at: '2026-01-01T00:00:00.111222Z' } })
    story.revoke('revocable-1', { at: 105, took: 20, data: { revoked_at: '2026-01-01T00:00:00.113444Z' } })
    expect(story.judgedBy(firstRecordIsKept).findings).toMatchObject([{ level: 'must', key: 'revoked_at', exchanges: [4, 5] }])
  })

  test('a `jti` that changed is a finding', () => {
    const story = new Story().meet().revoke('revocable-1', { data: { revoked_at: '2026-01-01T00:00:01Z', jti: 'one' } })
    story.revoke('revocable-1', { data: { revoked_at: '2026-01-01T00:00:01Z', jti: 'two' } })
    expect(story.judgedBy(firstRecordIsKept).findings).toMatchObject([
      { level: 'must', key: 'jti', got: 'jti "two" after "one"', at: '/data/jti' },
    ])
  })

  test.each([
    ['the very same text', '2026-01-01T00:00:01.234567Z', '2026-01-01T00:00:01.234567Z'],
    ['the same instant in another offset', '2026-01-01T00:00:01Z', '2026-01-01T01:00:01+01:00'],
    ['more digits of the same instant', '2026-01-01T00:00:01.234Z', '2026-01-01T00:00:01.234000Z'],
    ['microseconds first, milliseconds from the store', '2026-01-01T00:00:01.234567Z', '2026-01-01T00:00:01.234Z'],
    ['milliseconds, rounded', '2026-01-01T00:00:01.234567Z', '2026-01-01T00:00:01.235Z'],
    ['seconds, rounded', '2026-01-01T00:00:01.734567Z', '2026-01-01T00:00:02Z'],
    ['seconds printed with zeroes', '2026-01-01T00:00:01.734567Z', '2026-01-01T00:00:01.000000Z'],
    ['thirds of ten milliseconds', '2026-01-01T00:00:01.235Z', '2026-01-01T00:00:01.237Z'],
    ['tenths of a second', '2026-01-01T00:00:01.234567Z', '2026-01-01T00:00:01.2Z'],
  ])('%s keeps it', (_, first, second) => {
    expect(twice(first, second).judgedBy(firstRecordIsKept)).toEqual({ exercised: 1, findings: [] })
  })

  test('who asks again and is refused has asked', () => {
    expect(new Story().meet().revoke('revocable-1').revoke('revocable-1', { status: 404 }).judgedBy(firstRecordIsKept)).toEqual({
      exercised: 1,
      findings: [],
    })
  })

  test.each<[string, Told]>([
    ['nobody', { by: 'nobody', status: 401 }],
    ['the dead token itself', { by: 'revocable-1', status: 401 }],
    ['who may not revoke', { by: 'outsider-1', status: 403 }],
    ['a manager with a body that does not fit', { body: { reason: 7 }, status: 422 }],
    ['a manager at a time that is too busy', { status: 429 }],
  ])('%s who asks again is told of no record', (_, told) => {
    const story = new Story(['manager-1', 'outsider-1', 'revocable-1']).meet().revoke('revocable-1')
    expect(story.revoke('revocable-1', told).judgedBy(firstRecordIsKept)).toEqual({ exercised: 0, findings: [] })
  })

  test('a racer that was refused as too late has asked', () => {
    const story = new Story().meet().revoke('revocable-1', { at: 100, took: 20 })
    expect(story.revoke('revocable-1', { at: 105, took: 20, status: 404 }).judgedBy(firstRecordIsKept).exercised).toBe(1)
  })

  test('a refusal before the revocation is no second sight of it', () => {
    const story = new Story().meet().revoke('revocable-1', { by: 'nobody', status: 401 }).revoke('revocable-1')
    expect(story.judgedBy(firstRecordIsKept)).toEqual({ exercised: 0, findings: [] })
  })

  test('two tokens have two records', () => {
    const story = new Story(['manager-1', 'revocable-1', 'revocable-2']).meet().revoke('revocable-1').revoke('revocable-2')
    expect(story.judgedBy(firstRecordIsKept)).toEqual({ exercised: 0, findings: [] })
  })
})
