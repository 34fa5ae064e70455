import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { unusualBodiesAreAnswered } from './unusual-bodies-are-answered.ts'

function sending(told: Told): Story {
  return new Story().meet().revoke('revocable-1', told)
}

const unusual: readonly [string, Told][] = [
  ['a trailing comma', { body: '{"reason": "x",}' }],
  ['NaN', { body: '{"reason": NaN}' }],
  ['`__proto__`', { body: '{"__proto__": {"reason": "x"}}' }],
  ['`Reason` with a capital', { body: '{"Reason": "x"}' }],
  ['1e999', { body: '{"n": 1e999}' }],
  ['deep nesting', { body: `{"n": ${'['.repeat(500)}${']'.repeat(500)}}` }],
  ['one key twice', { body: '{"reason": "x", "reason": "y"}' }],
  ['a NUL', { body: String.raw`{"reason": "\u0000"}` }],
  ['half a surrogate pair', { body: String.raw`{"reason": "\ud800"}` }],
  ['a reason of 2,000 characters', { body: { reason: 'x'.repeat(2000) } }],
  ['white space', { body: ' \n' }],
  ['plain text', { body: 'leaked', contentType: 'text/plain' }],
]

describe('validation/unusual-bodies-are-answered', () => {
  test.each(unusual)('%s may be accepted or refused', (_, told) => {
    for (const status of [201, 400, 422]) {
      expect(sending({ ...told, status }).judgedBy(unusualBodiesAreAnswered)).toEqual({ exercised: 1, findings: [] })
    }
  })

  test.each(unusual)('404 for a live token because of %s is in no column, and a warning', (_, told) => {
    expect(sending({ ...told, status: 404 }).judgedBy(unusualBodiesAreAnswered).findings).toMatchObject([
      { level: 'should', got: '404', tokens: ['revocable-1', 'manager-1'], exchanges: [4], at: 'status' },
    ])
  })

  test('no bytes under a JSON content type are no body; to refuse them is a warning', () => {
    const empty = (status: number): Story => sending({ body: '', status })
    expect(empty(201).judgedBy(unusualBodiesAreAnswered)).toEqual({ exercised: 1, findings: [] })
    for (const status of [400, 415, 422])
      expect(empty(status).judgedBy(unusualBodiesAreAnswered).findings).toMatchObject([{ level: 'should' }])
  })

  test('a chunked body is a body; 411 is a warning', () => {
    const chunked = (status: number): Story => sending({ body: { reason: 'x' }, framing: 'chunked', status })
    expect(chunked(201).judgedBy(unusualBodiesAreAnswered)).toEqual({ exercised: 1, findings: [] })
    expect(chunked(411).judgedBy(unusualBodiesAreAnswered).findings).toMatchObject([{ level: 'should', key: 'chunked: 411' }])
  })

  test.each([
    ['413 for a long one', { body: { reason: 'x'.repeat(20_000) }, status: 413 }],
    ['415 for another content type', { body: 'x', contentType: 'text/plain', status: 415 }],
    ['anything for UTF-16', { body: '{"reason":"x"}', contentType: 'application/json; charset=utf-16', status: 415 }],
  ])('%s is right', (_, told) => {
    expect(sending(told).judgedBy(unusualBodiesAreAnswered)).toEqual({ exercised: 1, findings: [] })
  })

  test('next to a fault the fault decides', () => {
    expect(sending({ body: '{"reason": NaN}', by: 'nobody', status: 403 }).judgedBy(unusualBodiesAreAnswered)).toEqual({
      exercised: 0,
      findings: [],
    })
  })

  test('an ordinary body does not exercise it', () => {
    expect(sending({ body: { reason: 'x', ticket: 7 } }).judgedBy(unusualBodiesAreAnswered)).toEqual({ exercised: 0, findings: [] })
  })
})
