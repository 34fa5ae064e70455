import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { fitsTheSchema } from './fits-the-schema.ts'

const data = { id: 'x', jti: 'y', revoked_at: '2026-01-01T00:00:00Z' }

function saying(answer: unknown): Story {
  return new Story().meet().revoke('revocable-1', { answer })
}

describe('envelope/fits-the-schema', () => {
  test.each<[string, unknown, string, string]>([
    ['no `id`', { success: true, data: { jti: 'y', revoked_at: data.revoked_at } }, '/data/id required', '/data/id'],
    ['a `jti` that is a number', { success: true, data: { ...data, jti: 7 } }, '/data/jti type', '/data/jti'],
    ['a `jti` that is null', { success: true, data: { ...data, jti: null } }, '/data/jti type', '/data/jti'],
    ['a `name` that is a list', { success: true, data: { ...data, name: [] } }, '/data/name type', '/data/name'],
    ['`success` as a text', { success: 'true', data }, '/success type', '/success'],
    ['a `message` that is an object', { success: true, message: {}, data }, '/message type', '/message'],
    ['`data` as a list', { success: true, data: [data] }, '/data type', '/data'],
    ['a list in the place of the envelope', [data], '/ type', '/'],
  ])('%s is a finding that says where', (_, answer, key, at) => {
    expect(saying(answer).judgedBy(fitsTheSchema)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key, at, exchanges: [4], tokens: ['revocable-1', 'manager-1'] }],
    })
  })

  test.each([
    ['no bytes', ''],
    ['a text', 'revoked'],
    ['a page', '<html></html>'],
  ])('%s in the place of JSON is a finding', (_, answer) => {
    expect(saying(answer).judgedBy(fitsTheSchema).findings).toMatchObject([{ level: 'must', expected: 'a JSON envelope', at: 'body' }])
  })

  test.each([
    ['lists in lists', '[[[[[['],
    ['a page', '\ufeff \n<html>'],
  ])('%s, too long to be kept, cannot become an envelope either', (_, answer) => {
    expect(new Story().meet().revoke('revocable-1', { answer, isCut: true }).judgedBy(fitsTheSchema).findings).toMatchObject([
      { level: 'must', expected: 'a JSON envelope', got: 'a body that is no JSON envelope', at: 'body' },
    ])
  })

  test.each([
    ['what may be an envelope', '{"success": false, "data": {"id": 7, "x": "'],
    ['white space', '\r\n\t '],
  ])('nobody can tell what %s becomes when it is too long to be kept', (_, answer) => {
    expect(new Story().meet().revoke('revocable-1', { answer, isCut: true }).judgedBy(fitsTheSchema)).toEqual({
      exercised: 0,
      findings: [],
    })
  })

  test.each<[string, unknown]>([
    ['null for everything that may be null', { success: true, message: null, code: null, data: { ...data, name: null, revoked_by: null } }],
    ['further properties', { success: true, request_id: 7, data: { ...data, scopes: [] } }],
    ['a byte order mark before the JSON', `\ufeff${JSON.stringify({ success: true, data })}`],
  ])('%s keep it', (_, answer) => {
    expect(saying(answer).judgedBy(fitsTheSchema)).toEqual({ exercised: 1, findings: [] })
  })

  test.each<[string, unknown]>([
    ['no `data`', { success: true }],
    ['`data` null', { success: true, data: null }],
    ['no `revoked_at`', { success: true, data: { id: 'x', jti: 'y' } }],
    ['a `revoked_at` without its offset', { success: true, data: { ...data, revoked_at: '2026-01-01T00:00:00' } }],
    ['a `revoked_at` that is a number', { success: true, data: { ...data, revoked_at: 1767225600 } }],
  ])('%s has a requirement of its own', (_, answer) => {
    expect(saying(answer).judgedBy(fitsTheSchema).findings).toEqual([])
  })

  test('another status does not exercise it', () => {
    expect(new Story().meet().revoke('revocable-1', { status: 200, answer: '' }).judgedBy(fitsTheSchema)).toEqual({
      exercised: 0,
      findings: [],
    })
  })
})
