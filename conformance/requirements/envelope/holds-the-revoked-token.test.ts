import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { holdsTheRevokedToken } from './holds-the-revoked-token.ts'

const data = { id: 'x', jti: 'y', revoked_at: '2026-01-01T00:00:00Z' }

function saying(answer: unknown): Story {
  return new Story().meet().revoke('revocable-1', { answer })
}

describe('envelope/holds-the-revoked-token', () => {
  test.each<[string, unknown, string, string]>([
    ['an empty envelope', {}, 'absent', 'an object without "data" (keys: none)'],
    ['`data` null', { success: true, data: null }, 'null', '"data": null'],
    ['the token without its envelope', data, 'absent', 'an object without "data" (keys: id, jti, revoked_at)'],
    ['a message alone', { success: true, message: 'ok' }, 'absent', 'an object without "data" (keys: success, message)'],
  ])('%s, which the schema allows, is a finding', (_, answer, key, got) => {
    expect(saying(answer).judgedBy(holdsTheRevokedToken)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key, got, expected: '"data" with the revoked token', exchanges: [4], at: '/data' }],
    })
  })

  test('`data` with the token keeps it', () => {
    expect(saying({ data }).judgedBy(holdsTheRevokedToken)).toEqual({ exercised: 1, findings: [] })
  })

  test('`data` of another type is the schema’s matter', () => {
    expect(saying({ data: 7 }).judgedBy(holdsTheRevokedToken)).toEqual({ exercised: 1, findings: [] })
  })

  test('what is no object is, too', () => {
    expect(saying('[]').judgedBy(holdsTheRevokedToken)).toEqual({ exercised: 0, findings: [] })
  })
})
