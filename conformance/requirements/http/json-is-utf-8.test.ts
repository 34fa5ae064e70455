import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { jsonIsUtf8 } from './json-is-utf-8.ts'

describe('http/json-is-utf-8', () => {
  test('a byte order mark is a warning', () => {
    expect(new Story().probe('manager-1', 404, { answer: '\ufeff{"detail":"x"}' }).judgedBy(jsonIsUtf8)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: 'a byte order mark', exchanges: [1], at: 'body' }],
    })
  })

  test('so are bytes that are no UTF-8', () => {
    const [exchange] = new Story().probe('manager-1', 404).history().exchanges
    if (exchange?.response == null) throw new TypeError('The story has an answer.')
    const latin1 = { base64: Buffer.from('{"detail":"gr\xfc\xdfe"}', 'latin1').toString('base64'), length: 18 }
    const story = new Story().event({ ...exchange, response: { ...exchange.response, body: latin1 } })
    expect(story.judgedBy(jsonIsUtf8).findings).toMatchObject([{ level: 'should', key: 'no UTF-8' }])
  })

  test('UTF-8 keeps it, also as another JSON type', () => {
    const problem = { answer: { detail: 'grüße' }, answerHeaders: [['Content-Type', 'application/problem+json; charset=utf-8'] as const] }
    expect(new Story().probe('manager-1', 404, problem).judgedBy(jsonIsUtf8)).toEqual({ exercised: 1, findings: [] })
  })

  test('what is not called JSON, and an empty body, are not judged', () => {
    const page = { answer: '\ufeff<html>', answerHeaders: [['Content-Type', 'text/html'] as const] }
    expect(new Story().probe('manager-1', 404, page).probe('manager-1', 404, { answer: '' }).judgedBy(jsonIsUtf8)).toEqual({
      exercised: 0,
      findings: [],
    })
  })
})
