import fc from 'fast-check'
import { expect, test } from 'vitest'
import { setup } from '../testing/setup.ts'

const lenient = { status: 201 }

test.each([
  ['no body', {}, null],
  ['an empty one', { body: '' }, null],
  ['null', { body: 'null' }, null],
  ['an empty object', { body: '{}' }, null],
  ['no reason', { body: '{"reason": null}' }, null],
  ['a reason', { body: '{"reason": "x"}' }, 'x'],
  ['more than a reason', { body: '{"reason": "x", "other": [{"deep": 1}]}' }, 'x'],
  ['a reason twice', { body: '{"reason": "x", "reason": "y"}' }, 'y'],
  ['a byte order mark', { body: '\ufeff{"reason": "x"}' }, 'x'],
  ['no content type', { body: '{"reason": "x"}', type: null }, 'x'],
  ['a charset', { body: '{"reason": "x"}', type: 'application/json; charset=utf-8' }, 'x'],
  ['merge patch', { body: '{"reason": "x"}', type: 'application/merge-patch+json' }, 'x'],
  ['prototypes', { body: '{"__proto__": {"reason": "y"}, "constructor": 1, "Reason": 2}' }, null],
  ['a huge number', { body: '{"reason": "x", "n": 1e999}' }, 'x'],
  ['deep nesting', { body: `{"reason": "x", "deep": ${'['.repeat(1e5)}${']'.repeat(1e5)}}` }, 'x'],
  ['NUL', { body: '{"reason": "a\\u0000b"}' }, 'a\0b'],
  ['a lone surrogate', { body: String.raw`{"reason": "a\ud800b"}` }, 'a\ud800b'],
  ['a long reason', { body: `{"reason": "${'x'.repeat(1e5)}"}` }, 'x'.repeat(1e5)],
])('%s is taken', async (_, sent, reason) => {
  const { mock, revoke } = await setup()
  const reply = await revoke(mock.tokens.revocable[0].id, sent)
  expect(reply).toMatchObject({ ...lenient, json: { data: { revocation_reason: reason } } })
})

const string = { type: 'string_type', loc: ['body', 'reason'], msg: 'Input should be a valid string' }
const object = {
  type: 'model_attributes_type',
  loc: ['body'],
  msg: 'Input should be a valid dictionary or object to extract fields from',
}
const noJson = (position: number, error: string): object => ({
  type: 'json_invalid',
  loc: ['body', position],
  msg: 'JSON decode error',
  input: {},
  ctx: { error },
})

test.each([
  ['a number as reason', '{"reason": 5}', { ...string, input: 5 }],
  ['a list as reason', '{"reason": ["x"]}', { ...string, input: ['x'] }],
  ['an object as reason', '{"reason": {"a": null}}', { ...string, input: { a: null } }],
  ['a boolean as reason', '{"reason": false}', { ...string, input: false }],
  ['a number', '5', { ...object, input: 5 }],
  ['a text', '"x"', { ...object, input: 'x' }],
  ['a list', '[]', { ...object, input: [] }],
  ['truncated JSON', '{"reason": "x', noJson(11, 'Unterminated string starting at')],
  ['a trailing comma', '{"reason": "x",}', noJson(15, 'Expecting property name enclosed in double quotes')],
  ['trailing text', '{} x', noJson(3, 'Extra data')],
  ['NaN', '{"reason": NaN}', noJson(11, 'Expecting value')],
  ['white space', '  \n', noJson(3, 'Expecting value')],
  ['a raw control character', '{"reason": "a\u0001"}', noJson(13, 'Invalid control character at')],
  ['an error behind characters of two units', '{"reason": "😀" x}', noJson(15, "Expecting ',' delimiter")],
])('%s is refused with 422 as FastAPI words it, and the token lives on', async (_, body, entry) => {
  const { mock, revoke, probe } = await setup()
  const [target] = mock.tokens.revocable
  expect(await revoke(target.id, { body })).toMatchObject({ status: 422, json: { detail: [entry] } })
  expect(await probe(target.secret)).toBe('live')
})

test.each([
  ['text', 'text/plain', 'reason'],
  ['a form', 'application/x-www-form-urlencoded', 'reason=x'],
])('%s is refused with 422, like a text in the place of an object', async (_, type, body) => {
  const { mock, revoke } = await setup()
  expect(await revoke(mock.tokens.revocable[0].id, { body, type })).toMatchObject({
    status: 422,
    json: { detail: [{ ...object, input: body }] },
  })
})

test('bytes that are no UTF-8 are refused with 400', async () => {
  const { mock, revoke } = await setup()
  const body = Buffer.concat([Buffer.from('{"reason": "'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')])
  expect(await revoke(mock.tokens.revocable[0].id, { body })).toMatchObject({
    status: 400,
    json: { detail: 'There was an error parsing the body' },
  })
})

test('a refused input is repeated, but never when it holds a secret or is nested too deep to write', async () => {
  const { mock, revoke } = await setup()
  const { manager, revocable } = mock.tokens
  const leak = await revoke(revocable[0].id, { body: JSON.stringify({ reason: [manager.secret] }) })
  expect(leak).toMatchObject({ status: 422 })
  expect(leak.body).not.toContain(manager.secret)
  const deep = await revoke(revocable[0].id, { body: `{"reason": ${'['.repeat(1e5)}${']'.repeat(1e5)}}` })
  expect(deep).toMatchObject({ status: 422, json: { detail: [string] } })
})

test('every reason comes back as it was sent', async () => {
  const { mock, revoke, wire } = await setup()
  const { manager } = mock.tokens
  const open = await wire()
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), async (reason) => {
      const [target] = await mock.issue('revocable')
      const reply = await revoke(target?.id ?? '', { body: JSON.stringify({ reason }), as: manager.secret }, open)
      expect(reply).toMatchObject({ status: 201, json: { data: { revocation_reason: reason } } })
    }),
    { numRuns: 200 },
  )
})

test('a wrong-typed reason is refused, whatever else the body holds', async () => {
  const { mock, revoke, wire } = await setup()
  const [target] = mock.tokens.revocable
  const open = await wire()
  const wrong = fc.oneof(fc.double(), fc.boolean(), fc.array(fc.jsonValue()), fc.object()).map((reason) => JSON.stringify({ reason }))
  await fc.assert(
    fc.asyncProperty(
      wrong.filter((body) => body !== '{"reason":null}'),
      async (body) => {
        expect(await revoke(target.id, { body }, open)).toMatchObject({ status: 422, json: { detail: [string] } })
      },
    ),
    { numRuns: 200 },
  )
})
