import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { errorsAreJson } from './errors-are-json.ts'

const page = { answer: '<html><h1>Forbidden</h1></html>', answerHeaders: [['Content-Type', 'text/html'] as const] }

/** One answer to a manager. */
function answered(status: number, told: Told): Story {
  return new Story().tell({ status, ...told })
}

describe('http/errors-are-json', () => {
  test.each([400, 401, 403, 404])('a page in the place of a %i is a finding', (status) => {
    expect(answered(status, page).judgedBy(errorsAreJson)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'no JSON',
          expected: `a JSON object with "detail" for ${status}`,
          got: 'text/html: <html><h1>Forbidden</h1></html>',
          tokens: ['manager-1'],
          exchanges: [1],
          at: 'body',
        },
      ],
    })
  })

  test('so is plain text, even if it is called JSON', () => {
    expect(answered(401, { answer: 'Not authenticated' }).judgedBy(errorsAreJson).findings).toMatchObject([
      { level: 'must', key: 'no JSON' },
    ])
  })

  test('so is a page that is too long to be kept; of what may be JSON nobody can tell', () => {
    expect(answered(401, { answer: '<html>', isCut: true }).judgedBy(errorsAreJson).findings).toMatchObject([
      { level: 'must', key: 'no JSON' },
    ])
    expect(answered(401, { answer: '{"detail": ', isCut: true }).judgedBy(errorsAreJson).findings).toEqual([])
  })

  test('an error that says success is a finding', () => {
    expect(answered(404, { answer: { success: true, detail: 'x' } }).judgedBy(errorsAreJson).findings).toMatchObject([
      { level: 'must', key: 'says success' },
    ])
  })

  test.each<[string, unknown]>([
    ['`detail`', { detail: 'Not authenticated' }],
    ['`detail` and more', { detail: 'Not authenticated', success: false, code: 'x' }],
    ['a byte order mark', `\ufeff{"detail": "x"}`],
  ])('an object with %s keeps it', (_, answer) => {
    expect(answered(401, { answer }).judgedBy(errorsAreJson)).toEqual({ exercised: 1, findings: [] })
  })

  test.each<[string, Told]>([
    ['an object without `detail`', { answer: { error: 'x' } }],
    ['a `detail` that is no text', { answer: { detail: { code: 7 } } }],
    ['problem+json', { answer: { detail: 'x' }, answerHeaders: [['Content-Type', 'application/problem+json']] }],
    ['JSON without a content type', { answer: { detail: 'x' }, answerHeaders: [] }],
    ['an empty body', { answer: '' }],
    ['JSON that is no object', { answer: '"Not authenticated"' }],
  ])('%s is a warning', (_, told) => {
    expect(answered(401, told).judgedBy(errorsAreJson).findings).toMatchObject([{ level: 'should' }])
  })

  test.each<[string, number, Told]>([
    ['broken percent-encoding', 400, { id: '%ZZ' }],
    ['a NUL in the path', 400, { id: '%00' }],
    ['an encoded slash', 404, { id: 'x%2Fy' }],
    ['an overlong path', 404, { id: 'x'.repeat(3000) }],
    ['a broken Authorization field', 400, { authorization: ['Bearer \u0001'] }],
    ['two well-formed Authorization fields', 400, { authorization: ['Bearer dz_unknown', 'Bearer dz_unknown-too'] }],
    ['an id that a router’s pattern does not let through', 404, { id: 'not-a-uuid' }],
  ])('where the HTTP layer or a router may have refused %s, its page is a warning', (_, status, told) => {
    expect(answered(status, { ...page, ...told }).judgedBy(errorsAreJson).findings).toMatchObject([{ level: 'should', key: 'no JSON' }])
  })

  test('a router that has let a malformed id through is out of the game', () => {
    expect(answered(400, { ...page, id: 'not-a-uuid' }).judgedBy(errorsAreJson).findings).toMatchObject([{ level: 'must' }])
  })

  test('an application that has read both of two Authorization fields is out of the game, too', () => {
    const authorization = ['Bearer dz_unknown', 'Bearer dz_unknown-too']
    expect(answered(401, { ...page, authorization }).judgedBy(errorsAreJson).findings).toMatchObject([{ level: 'must' }])
  })

  test('while the target is being restarted, whatever stands in front of it answers', () => {
    const story = new Story().event({ kind: 'restart', begin: 0, end: 5 }).tell({ status: 404, ...page })
    expect(story.judgedBy(errorsAreJson)).toEqual({ exercised: 0, findings: [] })
  })

  test('other statuses, methods, paths, and bytes that are no HTTP are not judged', () => {
    const story = new Story().tell({ status: 405, method: 'GET', ...page }).tell({ status: 404, method: 'GET', ...page })
    story
      .tell({ status: 404, target: '/', ...page })
      .tell({ status: 400, framing: 'raw', ...page })
      .tell({ status: 503, ...page })
    expect(story.judgedBy(errorsAreJson)).toEqual({ exercised: 0, findings: [] })
  })

  test.each(['{token_id}', '[x]', 'a|b', '"quoted"', '%ZZ', '%00', 'aaaaaaaa-0000-4000-8000-000000000002%00', '%C3%28', '..%2f'])(
    'a page for the path %s, which HTTP servers refuse by themselves, is a warning',
    (id) => {
      expect(answered(400, { ...page, id }).judgedBy(errorsAreJson).findings).toMatchObject([{ level: 'should', key: 'no JSON' }])
    },
  )
})
