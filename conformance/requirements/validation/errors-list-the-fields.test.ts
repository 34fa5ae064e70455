import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { errorsListTheFields } from './errors-list-the-fields.ts'

/** A body of the wrong type is refused with 422 and this body. */
function refused(answer: unknown, told: Told = {}): Story {
  return new Story().meet().revoke('revocable-1', { body: { reason: 7 }, status: 422, answer, ...told })
}

const detail = [{ loc: ['body', 'reason'], msg: 'Input should be a valid string', type: 'string_type' }]

describe('validation/errors-list-the-fields', () => {
  test.each<[string, unknown, string]>([
    ['a text as `detail`', { detail: 'Already revoked' }, '/detail'],
    ['an object as `detail`', { detail: { reason: 'wrong' } }, '/detail'],
    ['an entry without `type`', { detail: [{ loc: ['body'], msg: 'wrong' }] }, '/detail'],
    ['a `loc` that is a text', { detail: [{ loc: 'body.reason', msg: 'wrong', type: 'x' }] }, '/detail'],
    ['a list in the place of the object', detail, '/detail'],
    ['a page', '<html>422</html>', 'body'],
  ])('%s is a finding', (_, answer, at) => {
    expect(refused(answer).judgedBy(errorsListTheFields)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', expected: '{"detail": [{"loc", "msg", "type"}, …]}', exchanges: [4], at }],
    })
  })

  test.each<[string, unknown]>([
    ['the list of a framework', { detail }],
    ['a list with an index in `loc` and further facts', { detail: [{ ...detail[0], loc: ['body', 0], input: 7, ctx: {} }] }],
    ['an empty list', { detail: [] }],
    ['further keys next to `detail`', { detail, request_id: 'x' }],
  ])('%s keeps it', (_, answer) => {
    expect(refused(answer).judgedBy(errorsListTheFields)).toEqual({ exercised: 1, findings: [] })
  })

  test.each<[string, unknown, Told]>([
    ['an object without `detail`, which the schema allows,', {}, {}],
    ['an empty body', '', {}],
    ['problem+json', { detail }, { answerHeaders: [['Content-Type', 'application/problem+json']] }],
  ])('%s is a warning', (_, answer, told) => {
    expect(refused(answer, told).judgedBy(errorsListTheFields).findings).toMatchObject([{ level: 'should' }])
  })

  test('it holds for every 422, whatever it is about', () => {
    const story = new Story()
      .meet()
      .revoke('revocable-1')
      .revoke('revocable-1', { status: 422, answer: { detail: 'Already revoked' } })
    expect(story.judgedBy(errorsListTheFields).findings).toMatchObject([{ level: 'must', exchanges: [5] }])
  })

  test('where 422 was due and 400 came it is exercised all the same', () => {
    expect(refused({ detail: 'wrong' }, { status: 400 }).judgedBy(errorsListTheFields)).toEqual({ exercised: 1, findings: [] })
  })

  test('the 422 of another method is not the operation’s', () => {
    expect(refused({ detail: 'wrong' }, { method: 'PUT', body: {} }).judgedBy(errorsListTheFields)).toEqual({ exercised: 0, findings: [] })
  })
})
