import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeaderFields, RecordedBody, RecordedRequest } from '../history/events.ts'
import { Masker } from '../history/mask.ts'
import type { BodyReading } from './body.ts'
import { bodyOf } from './body.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 100 }).filter((reason) => !reason.includes('\0'))
const ordinaryKey = fc.stringMatching(/^[a-z][a-z_]{0,11}$/).filter((key) => !['reason', 'constructor', 'prototype'].includes(key))
/** Values in which nothing is unusual. */
const ordinary = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    text,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(ordinaryKey, tie('value'), { maxKeys: 3 }),
  ),
})).value
const extras = fc.dictionary(ordinaryKey, ordinary, { maxKeys: 3 })
const spaces = fc.constantFrom(undefined, 1, '\t')

describe('a valid body', () => {
  test('has nothing unusual about it, and its reason is read to the letter', () =>
    fc.assert(
      fc.property(text, extras, spaces, (reason, extra, space) => {
        expect(read(JSON.stringify({ ...extra, reason }, null, space))).toEqual({ traits: [], reason })
      }),
    ))

  test('may write its reason in escapes', () =>
    fc.assert(
      fc.property(text, (reason) => {
        const escaped = Array.from({ length: reason.length }, (_, at) => `\\u${reason.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
          '',
        )
        expect(read(`{"reason":"${escaped}"}`)).toEqual({ traits: [], reason })
      }),
    ))

  test.each<[string, RecordedBody | null, string | undefined]>([
    ['none', null, undefined],
    ['none, announced as no bytes', recorded(''), undefined],
    ['null', recorded('null'), 'application/json'],
    ['{}', recorded('{}'), 'application/json'],
    ['a null reason', recorded('{"reason":null}'), 'application/json;charset=UTF-8'],
    ['extra properties alone', recorded('{"note":1}'), 'APPLICATION/JSON; charset="utf-8"'],
  ])('may have no reason: %s', (_, body, type) => {
    expect(bodyOf(request(body, type))).toEqual({ traits: [], reason: null })
  })

  test('may hold a bracket such as marks have', () => {
    expect(read(new Masker().maskText('{"reason":"⟦x⟧ \\u27e6"}'))).toEqual({ traits: [], reason: '⟦x⟧ ⟦' })
  })
})

describe('a body of the wrong type', () => {
  test('is one whose reason is neither a string nor null', () =>
    fc.assert(
      fc.property(
        ordinary.filter((value) => typeof value !== 'string' && value !== null),
        extras,
        (reason, extra) => {
          expect(read(JSON.stringify({ ...extra, reason })).traits).toEqual(['wrong type'])
        },
      ),
    ))

  test('is one that is neither an object nor null', () =>
    fc.assert(
      fc.property(fc.oneof(fc.boolean(), fc.integer(), text, fc.array(ordinary, { maxLength: 3 })), (value) => {
        expect(read(JSON.stringify(value)).traits).toEqual(['wrong type'])
      }),
    ))

  test('is none where one key stands twice and either value may count', () => {
    expect(read('{"reason":"x","reason":5}')).toEqual({ traits: ['duplicate keys'], reason: undefined })
  })
})

describe('the reason', () => {
  test.each([
    ['of one key twice', '{"reason":"a","reason":"b"}'],
    ['beside another spelling of it, which some parsers take for it', '{"Reason":"a","reason":"b"}'],
    ['under another spelling', '{" REASON ":"a"}'],
    ['with half a pair of surrogates', String.raw`{"reason":"\ud83d"}`],
    ['of a broken body', '{"reason":"a'],
    ['of a lenient text', '{"reason":"a",}'],
  ])('%s cannot be told', (_, body) => {
    expect(read(body).reason).toBeUndefined()
  })

  test('of a body that is not announced as JSON cannot be told', () =>
    fc.assert(
      fc.property(fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', undefined, 'application/merge-patch+json'), (type) => {
        expect(bodyOf(request(recorded('{"reason":"a"}'), type)).reason).toBeUndefined()
      }),
    ))
})

describe('what is unusual about a body', () => {
  test.each<[string, readonly string[]]>([
    ['{', ['broken json']],
    ['{"reason":"a",}', ['extended json']],
    [' \n\t', ['blank']],
    ['{"__proto__":{}}', ['odd keys']],
    ['{"a":[{"constructor":1}]}', ['odd keys']],
    ['{"REASON":"a"}', ['odd keys']],
    ['{"":1}', ['odd keys']],
    ['{"n":1e999}', ['huge number']],
    ['{"n":12345678901234567890}', ['huge number']],
    ['{"reason":"1e999 12345678901234567890"}', []],
    [`{"n":${'['.repeat(60)}${']'.repeat(60)}}`, ['deep nesting']],
    ['{"reason":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}', []],
    [String.raw`{"reason":"\u0000"}`, ['nul']],
    [String.raw`{"note":"\udc00"}`, ['surrogate']],
    [String.raw`{"reason":"\ud83d\ude00"}`, []],
    [JSON.stringify({ reason: 'x'.repeat(20_000) }), ['long reason']],
    ['\ufeff{}', ['exotic media type']],
  ])('%j', (body, traits) => {
    expect(read(body).traits).toEqual(traits)
  })

  test.each<[string | undefined, readonly string[]]>([
    ['text/plain', ['other media type']],
    ['application/x-www-form-urlencoded', ['other media type']],
    [undefined, ['other media type']],
    ['application/merge-patch+json', ['exotic media type']],
    ['application/json; charset=utf-16', ['exotic media type']],
    ['application/json; charset=iso-8859-1', ['exotic media type']],
    ['application/jsonp', ['other media type']],
    ['application/json', []],
  ])('may be its media type: %s', (type, traits) => {
    expect(bodyOf(request(recorded('{}'), type)).traits).toEqual(traits)
  })

  test('may be that there is none, though its type is told', () => {
    expect(bodyOf(request(null, 'application/json')).traits).toEqual(['empty'])
    expect(bodyOf(request(recorded(''), 'text/plain')).traits).toEqual(['other media type'])
  })

  test('may be its framing, or that it is no text', () => {
    expect(bodyOf({ ...request(recorded('{}'), 'application/json'), framing: 'chunked' }).traits).toEqual(['chunked'])
    expect(bodyOf(request({ base64: '/w==', length: 1 }, 'application/json')).traits).toEqual(['exotic media type'])
  })

  test('is read of any body, however deep or long', () => {
    const deep = `{"a":${'['.repeat(100_000)}"\\ud800"${']'.repeat(100_000)}}`
    expect(read(deep).traits).toContain('deep nesting')
    expect(read(`{"reason":"${String.raw`\"`.repeat(400_000)}"}`).traits).toContain('huge')
  })

  test('is something known, whatever the bytes are', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.option(fc.string(), { nil: undefined }), (body, type) => {
        expect(bodyOf(request(recorded(body), type)).traits).toBeInstanceOf(Array)
      }),
    ))
})

function read(body: string): BodyReading {
  return bodyOf(request(recorded(body), 'application/json'))
}

function request(body: RecordedBody | null, type: string | undefined): RecordedRequest {
  const headers: HeaderFields = type === undefined ? [] : [['content-type', type]]
  return { method: 'POST', target: '/', headers, body, framing: body === null ? 'none' : 'length' }
}

function recorded(body: string): RecordedBody {
  return { text: body, length: Buffer.byteLength(body) }
}
