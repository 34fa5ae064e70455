import fc from 'fast-check'
import { anyCharacter } from './characters.ts'

/** A request body, byte for byte, as plain data. */
export interface BodyPlan {
  /** In a few words, for people. */
  readonly label: string
  readonly contentType?: string
  readonly bytes?: Uint8Array
  readonly framing?: 'none' | 'length' | 'chunked'
}

const utf8 = new TextEncoder()

/** A text sent as JSON. */
export function json(label: string, text: string, contentType = 'application/json'): BodyPlan {
  return { label, contentType, bytes: utf8.encode(text) }
}

export function jsonValue(label: string, value: unknown): BodyPlan {
  return json(label, JSON.stringify(value))
}

export function form(text: string): BodyPlan {
  return json('a form', text, 'application/x-www-form-urlencoded')
}

export const multipart: BodyPlan = json(
  'multipart',
  '--b\r\nContent-Disposition: form-data; name="reason"\r\n\r\nleaked\r\n--b--\r\n',
  'multipart/form-data; boundary=b',
)

export function reason(text: string): BodyPlan {
  return jsonValue('a reason', { reason: text })
}

/** The same body in a chunked transfer. */
export function inChunks(body: BodyPlan): BodyPlan {
  return body.bytes === undefined ? body : { ...body, label: `${body.label}, chunked`, framing: 'chunked' }
}

/** Neither a body nor a content type. */
export const noBody: BodyPlan = { label: 'no body' }

/** Every valid form once. */
export const validForms: readonly BodyPlan[] = [
  noBody,
  json('null', 'null'),
  json('{}', '{}'),
  jsonValue('a null reason', { reason: null }),
  reason('Credential leaked in a public repository'),
  // Beyond three bytes of UTF-8 some databases end a text.
  jsonValue('an extra property', { reason: 'rotated 🔑 in time', ticket: 'SEC-4711' }),
  jsonValue('only an extra property', { note: [1, { two: null }] }),
  json('white space around', ' \r\n\t{ "reason" : "spaced" }\n '),
  json('a charset', '{"reason":"charset"}', 'application/json; charset=utf-8'),
  reason(''),
]

const ordinaryKey = fc.stringMatching(/^[a-z][a-z_]{1,11}$/).filter((key) => !['reason', 'constructor', 'prototype'].includes(key))

/** A reason in which everything stands that ends a text somewhere. */
export const quoted = 'He said "it\'s lost" \\ and left'

/** Reasons that careless storing, printing or templating stumbles over. */
export const hostileReasons: readonly string[] = [
  "Robert'); DROP TABLE tokens;--",
  '<script>alert(1)</script>',
  'first line\r\nSet-Cookie: a=b',
  'مرحبا بالعالم — RTL',
  '👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 \u{1F4A9}',
  '  padded with spaces  ',
  '${jndi:ldap://127.0.0.1/a} {{7*7}} %s %n',
  '\u2028\u2029\ufeff\u200b\u202e',
  'null',
]

/** Longer than the columns that cut in silence often are, and shorter than those that may refuse. */
export const thorough =
  'Found in the log of a build that was public for two days; rotated by the owner, reported to security, see the ticket of 12 May. Closed.'

/** Reasons over the whole of Unicode, without NUL and lone surrogates, which some databases refuse. */
const reasons: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(quoted, ...hostileReasons),
  fc.string({ unit: anyCharacter, maxLength: 40 }).filter((text) => !text.includes('\0')),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
)

/** Bodies that the contract allows beyond doubt. */
export const validBodies: fc.Arbitrary<BodyPlan> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...validForms) },
  { weight: 3, arbitrary: reasons.map(reason) },
  {
    weight: 1,
    arbitrary: fc
      .record({ reason: fc.option(reasons), extra: fc.dictionary(ordinaryKey, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }) })
      .map(({ reason: text, extra }) => jsonValue('extra properties', { ...extra, reason: text })),
  },
  { weight: 1, arbitrary: reasons.map((text) => json('escaped', `{"reason":"${escaped(text)}"}`)) },
)

/** Every character as `\uXXXX`: another spelling of the same JSON. */
function escaped(text: string): string {
  return Array.from({ length: text.length }, (_, index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')
}

/** Values that are neither string nor null. */
const notAReason = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }),
  fc.dictionary(ordinaryKey, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
  fc.constantFrom<unknown>(['a reason in a list'], { reason: 'nested' }, 0, false, true, [], {}),
)

/** JSON that breaks the schema. */
export const wrongTypedBodies: fc.Arbitrary<BodyPlan> = fc.oneof(
  notAReason.map((value) => jsonValue('a reason of the wrong type', { reason: value })),
  fc
    .oneof(fc.integer(), fc.boolean(), fc.string({ maxLength: 20 }), fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 3 }))
    .map((value) => jsonValue('no object', value)),
)

export const wrongTypedForms: readonly BodyPlan[] = [
  jsonValue('a number as the reason', { reason: 5 }),
  jsonValue('a list as the reason', { reason: ['leaked'] }),
  jsonValue('an object as the reason', { reason: { text: 'leaked' } }),
  jsonValue('a boolean as the reason', { reason: true }),
  // Larger than any double: whoever repeats it in the 422 has no JSON for it.
  json('1e999 as the reason', '{"reason": 1e999}'),
  json('a list', '[]'),
  json('a list of objects', '[{"reason":"leaked"}]'),
  json('a string', '"leaked"'),
  json('a number', '42'),
  json('a boolean', 'true'),
  json('an empty string', '""'),
  json('zero', '0'),
  json('false', 'false'),
]

/** Text that no JSON parser reads. */
export const brokenForms: readonly BodyPlan[] = [
  '{',
  '{"reason"',
  '{"reason": "cut',
  '{"reason": "cut"',
  '[1, 2',
  '{]',
  '{"reason": }',
  ':',
  '}',
].map((text) => json(`broken JSON ${text}`, text))

export const brokenBodies: fc.Arbitrary<BodyPlan> = fc.oneof(
  fc.constantFrom(...brokenForms),
  fc.tuple(reasons, fc.double({ min: 0.05, max: 0.9, noNaN: true })).map(([text, share]) => {
    const whole = JSON.stringify({ reason: text })
    return json('truncated JSON', whole.slice(0, Math.max(1, Math.floor((whole.length - 1) * share))))
  }),
)

export const emptyForm: BodyPlan = {
  label: 'no bytes, announced as JSON',
  contentType: 'application/json',
  bytes: new Uint8Array(0),
  framing: 'length',
}

/** Of the bodies on which the contract is silent, those that are too much for many a database, column, parser or decoder. */
export const breakingForms: readonly BodyPlan[] = [
  json('an unknown charset', '{"reason":"encoded"}', 'application/json; charset=no-such-charset'),
  json('NUL in the reason', '{"reason": "before\\u0000after"}'),
  json('a lone surrogate', '{"reason": "half \\ud800 a pair"}'),
  jsonValue('10,240 characters', { reason: 'x'.repeat(10_240) }),
  json('deep nesting', `{"reason": "deep", "nest": ${'['.repeat(2_000)}${']'.repeat(2_000)}}`),
]

/** The other bodies on which it is silent: accepted or refused, but never a crash, and the state agrees with the answer. */
export const unusualForms: readonly BodyPlan[] = [
  json('NaN', '{"reason": NaN}'),
  json('a trailing comma', '{"reason": "x",}'),
  json('a comment', '{"reason": "x" /* why */}'),
  json('text after the value', '{"reason": "x"} and more'),
  json('a raw control character', '{"reason": "tab\there\u0001"}'),
  json('1e999', '{"reason": null, "n": 1e999}'),
  json('a huge integer', `{"n": ${'9'.repeat(400)}}`),
  json('prototypes', '{"__proto__": {"reason": "polluted"}, "constructor": {"prototype": {"polluted": true}}, "reason": "x"}'),
  json('case variants', '{"Reason": "upper", "reason": "lower", "REASON": "shout"}'),
  json('duplicate keys', '{"reason": "first", "reason": "second"}'),
  jsonValue('100,000 characters', { reason: 'long '.repeat(20_000) }),
  emptyForm,
  json('white space', ' \n\t '),
  json('text/plain', 'revoked because I say so', 'text/plain'),
  json('JSON as text/plain', '{"reason":"plain"}', 'text/plain'),
  form('reason=leaked'),
  multipart,
  json('merge-patch', '{"reason":"patched"}', 'application/merge-patch+json'),
  { label: 'no content type', bytes: utf8.encode('{"reason":"untyped"}') },
  { ...json('chunked', '{"reason":"in chunks"}'), framing: 'chunked' },
  json('a byte order mark', '\ufeff{"reason":"bom"}'),
  { label: 'UTF-16', contentType: 'application/json; charset=utf-16', bytes: utf16('{"reason":"wide"}') },
  {
    label: 'invalid UTF-8',
    contentType: 'application/json',
    bytes: new Uint8Array([...utf8.encode('{"reason":"'), 0xc3, 0x28, 0xff, ...utf8.encode('"}')]),
  },
]

export const unusualBodies: fc.Arbitrary<BodyPlan> = fc.oneof(
  fc.constantFrom(...breakingForms, ...unusualForms),
  fc.integer({ min: 1, max: 100_000 }).map((length) => jsonValue('a long reason', { reason: 'é'.repeat(length) })),
  fc
    .uint8Array({ minLength: 1, maxLength: 60 })
    .map((bytes) => ({ label: 'arbitrary bytes', contentType: 'application/octet-stream', bytes })),
)

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
}

/** A body that carries another token's id, or fields of the answer: none of it may have an effect. */
export function massAssignment(otherId: string): readonly BodyPlan[] {
  return [
    jsonValue('another token’s id', { reason: 'mass assignment', token_id: otherId, id: otherId }),
    jsonValue('fields of the answer', {
      reason: 'mass assignment',
      revoked_at: '2001-01-01T00:00:00Z',
      revoked_by: 'mallory@example.com',
      jti: otherId,
      success: false,
    }),
  ]
}

/** Fields by which a record is often known to be alive, for whoever stores what the body says. */
export const reviving: BodyPlan = jsonValue('fields of a live token', {
  reason: 'once more',
  revoked_at: null,
  revoked_by: null,
  revoked: false,
  is_revoked: false,
  active: true,
  is_active: true,
  status: 'active',
})
