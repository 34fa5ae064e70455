import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import { assessmentsOf } from './assessment.ts'
import type { Standing } from './due.ts'
import { dueOf, inWords, standingOf } from './due.ts'
import { bodyRows, credentialRows, permissionRows, routeRows, targetRows } from './rows.ts'

const everybody = ['manager-1', 'manager-2', 'revocable-1', 'revocable-2', 'outsider-1', 'expired-1']
const digits = 'aaaaaaaa-0000-4000-8000-000000000003'
const body = (text: string, contentType = 'application/json'): Told => ({ of: 'revocable-1', body: text, contentType })

/** Situations that one row of INTERPRETATION.md names together; the first of each is judged by `assessment.test.ts`. */
const rows: Readonly<Record<string, Readonly<Record<string, Told>>>> = {
  'no bearer, or a well-formed bad, expired or revoked one': {
    nobody: { by: 'nobody', of: 'revocable-1' },
    garbage: { by: 'garbage', of: 'revocable-1' },
    'an expired one': { by: 'expired-1', of: 'revocable-1' },
    'a revoked one': { by: 'revocable-2', of: 'revocable-1' },
    'another scheme': { authorization: ['Basic dG9rZW46c2VjcmV0'], of: 'revocable-1' },
    'an altered secret': { authorization: ['Bearer ⟦manager-1~changed⟧'], of: 'revocable-1' },
    'the hash of a secret': { authorization: ['Bearer ⟦manager-1:sha256⟧'], of: 'revocable-1' },
  },
  'a malformed credential': {
    'Bearer alone': { authorization: ['Bearer'], of: 'revocable-1' },
    'Bearer and a space': { authorization: ['Bearer '], of: 'revocable-1' },
    nothing: { authorization: [''], of: 'revocable-1' },
    'two tokens': { authorization: ['Bearer ⟦manager-1⟧ ⟦manager-2⟧'], of: 'revocable-1' },
    'a comma': { authorization: ['Bearer ⟦manager-1⟧,'], of: 'revocable-1' },
    'illegal bytes': { authorization: ['Bearer déjà_vu'], of: 'revocable-1' },
    quotes: { authorization: ['Bearer "⟦manager-1⟧"'], of: 'revocable-1' },
    'an illegal scheme': { authorization: ['(Bearer) x'], of: 'revocable-1' },
    'brackets of the suite’s own': { authorization: ['Bearer ⟦!⟧'], of: 'revocable-1' },
  },
  'M, nil, max or broken-variant UUID': {
    nil: { id: '00000000-0000-0000-0000-000000000000' },
    max: { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' },
    'another version': { id: 'bbbbbbbb-0000-1000-8000-000000000001' },
    'a broken variant': { id: 'bbbbbbbb-0000-4000-f000-000000000001' },
  },
  'M, not a UUID': {
    words: { id: 'not-a-uuid' },
    'a number': { id: '1' },
    'a percent sign': { id: '%25' },
    'broken encoding': { id: '%ZZ' },
    'one digit more': { id: `${digits}0` },
    'one digit less': { id: digits.slice(0, -1) },
    'a wildcard': { id: `${digits.slice(0, 8)}%25` },
  },
  'M, truncated JSON': {
    'a brace': body('{'),
    'a key': body('{"reason"'),
    'half a string': body('{"reason": "cut'),
    'a closing brace missing': body('{"reason": "cut"'),
    'a list': body('[1, 2'),
    'no value': body('{"reason": }'),
    'a colon': body(':'),
    'a wrong bracket': body('{]'),
  },
  'M, NaN and what else lenient parsers read': {
    NaN: body('{"reason": NaN}'),
    Infinity: body('{"reason": -Infinity}'),
    'a comment': body('{"reason": "x" /* don\'t */}'),
    'a line comment': body('{"reason": "x" // it\'s why\n}'),
    'a trailing comma': body('{"reason": "x",}'),
    'trailing text': body('{"reason": "x"} and more'),
    'a raw tab': body('{"reason": "a\tb"}'),
    'a raw NUL': body('{"reason": "a\0b"}'),
  },
  'M, wrong-typed body': {
    'a number': body('{"reason": 5}'),
    'a list as the reason': body('{"reason": ["x"]}'),
    'an object as the reason': body('{"reason": {}}'),
    'a boolean': body('{"reason": false}'),
    'a list': body('[]'),
    'a string': body('"x"'),
    'a bare number': body('42'),
    'a bare boolean': body('true'),
  },
  'valid forms': {
    'no body and no content type': { of: 'revocable-1' },
    null: body('null'),
    '{}': body('{}'),
    'a null reason': body('{"reason": null}'),
    'a reason': body('{"reason": "x"}'),
    'an empty reason': body('{"reason": ""}'),
    'extra properties': body('{"ticket": [1, {"two": null}], "reason": "x"}'),
    'a charset': body('{}', 'application/json; charset=utf-8'),
    'another case of the media type': body('{}', 'Application/JSON'),
    'white space around': body(' \r\n\t{} '),
    'a query': { of: 'revocable-1', target: `/api/v1/tokens/${digits}/revoke?reason=x` },
  },
  '`__proto__`, `constructor`, case variants, huge numbers, deep nesting': {
    __proto__: body('{"__proto__": {}}'),
    'the same further down': body('{"note": [{"__proto__": 1}]}'),
    constructor: body('{"constructor": {"prototype": {}}}'),
    'a case variant': body('{"Reason": "x"}'),
    '1e999': body('{"n": 1e999}'),
    'four hundred digits': body(`{"n": ${'9'.repeat(400)}}`),
    'deep nesting': body(`{"n": ${'['.repeat(3000)}${']'.repeat(3000)}}`),
  },
  'body of white space only': { spaces: body('  '), 'line ends': body('\r\n\r\n'), tabs: body('\t') },
  'text/plain, a form, no content type with a body': {
    'text/plain': body('because', 'text/plain'),
    'a form': body('reason=x', 'application/x-www-form-urlencoded'),
    multipart: body('--b--', 'multipart/form-data; boundary=b'),
    'JSON of the wrong type': body('{"reason": 5}', 'text/plain'),
    'broken JSON': body('{', 'text/plain'),
  },
  'merge-patch, a BOM, UTF-16': {
    'merge-patch': body('{}', 'application/merge-patch+json'),
    'a BOM': body('\ufeff{}'),
    'UTF-16': body('{}', 'application/json; charset=utf-16'),
  },
  'duplicate keys': {
    reasons: body('{"reason": "a", "reason": "b"}'),
    'one of them of the wrong type': body('{"reason": "a", "reason": 5}'),
    'further down': body('{"n": {"a": 1, "a": 2}}'),
    'one of them escaped': body(String.raw`{"reason": "a", "\u0072eason": "b"}`),
  },
  'GET, HEAD, PUT, PATCH, DELETE': Object.fromEntries(
    ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, { of: 'revocable-1', method }]),
  ),
  'another spelling of a UUID': {
    'upper case': { id: digits.toUpperCase() },
    braces: { id: `%7B${digits}%7D` },
    'no hyphens': { id: digits.replaceAll('-', '') },
    urn: { id: `urn:uuid:${digits}` },
    'an encoded letter': { id: `%61${digits.slice(1)}` },
    'a space after it': { id: `${digits}%20` },
  },
}

describe.each(Object.entries(rows))('%s', (_, members) => {
  const [representative = {}, ...others] = Object.values(members)
  const expected = standings(representative)

  test.each(Object.keys(members).slice(1))('%s stands as the others do', (name) => {
    expect(standings(others[Object.keys(members).indexOf(name) - 1] ?? {})).toEqual(expected)
  })
})

describe('an overlong request', () => {
  test.each<[string, Told]>([
    ['id', { id: 'x'.repeat(5000) }],
    ['credential', { authorization: [`Bearer ${'x'.repeat(5000)}`] }],
  ])('may be refused for its %s by the HTTP layer', (_, told) => {
    expect([414, 431].map((status) => standing(told, status))).toEqual(['accepted', 'accepted'])
  })
})

describe('a token that revokes itself', () => {
  test('may be refused with 401 where another revocation may have come first, and not otherwise', () => {
    const self: Told = { by: 'revocable-1', of: 'revocable-1' }
    expect(standing(self, 401)).toBe('breach')
    expect(standing(self, 401, met().revoke('revocable-1', { status: null }))).toBe('accepted')
  })

  test('may be a manager', () => {
    expect([201, 400, 403, 404].map((status) => standing({ by: 'manager-2', of: 'manager-2' }, status))).toEqual(Array(4).fill('accepted'))
  })
})

describe('faults together', () => {
  const credentials: Readonly<Record<string, Told>> = {
    nobody: { by: 'nobody' },
    garbage: { by: 'garbage' },
    malformed: { authorization: ['Bearer'] },
    expired: { by: 'expired-1' },
    revoked: { by: 'revocable-2' },
    outsider: { by: 'outsider-1' },
  }
  const ids: Readonly<Record<string, Told>> = {
    'no UUID': { id: 'not-a-uuid' },
    nil: { id: '00000000-0000-0000-0000-000000000000' },
    'another spelling': { id: digits.toUpperCase() },
  }
  const bodies: Readonly<Record<string, Told>> = {
    broken: { body: '{' },
    'wrong type': { body: '{"reason": 5}' },
    'no JSON': { body: 'x', contentType: 'text/plain' },
    empty: { body: '' },
    chunked: { body: '{}', framing: 'chunked' },
    'white space': { body: ' ' },
  }
  const one = (from: Readonly<Record<string, Told>>): fc.Arbitrary<Told> => fc.option(fc.constantFrom(...Object.values(from)), { nil: {} })
  const combinations = fc.tuple(one(credentials), one(ids), one(bodies))

  test('accept whatever one of them alone accepts, but a success', () =>
    fc.assert(
      fc.property(combinations, ([credential, id, faultyBody]) => {
        const target: Told = { of: 'revocable-1' }
        const alone = [
          { ...target, ...credential },
          { ...target, ...id },
          { ...target, ...faultyBody },
        ]
        const together = { ...target, ...credential, ...id, ...faultyBody }
        const accepted = new Set(alone.flatMap((told) => refusals(told)).filter((status) => status !== 401 || isFaulty(credential)))
        expect([...accepted].filter((status) => standing(together, status) !== 'accepted')).toEqual([])
      }),
    ))

  test('are never a success, and never a server error', () =>
    fc.assert(
      fc.property(combinations, fc.integer({ min: 200, max: 299 }), ([credential, id, faultyBody], status) => {
        const faults = [credential, id, faultyBody].filter(isFaulty)
        fc.pre(faults.length > 1)
        const told = { of: 'revocable-1', ...Object.assign({}, ...faults) } as Told
        expect([standing(told, status), standing(told, 500)]).toEqual(['breach', 'breach'])
      }),
    ))

  test('tell a stranger nothing about which ids exist', () => {
    for (const by of ['nobody', 'garbage', 'expired-1', 'revocable-2']) {
      expect([403, 404].map((status) => standing({ by }, status))).toEqual(['breach', 'breach'])
    }
  })

  /** Whether the request would be refused for this alone. */
  function isFaulty(told: Told): boolean {
    return Object.keys(told).length > 0 && standing({ of: 'revocable-1', ...told }, 201) === 'breach'
  }

  function refusals(told: Told): readonly number[] {
    return statuses.filter((status) => status >= 300 && standing(told, status) === 'accepted')
  }
})

describe('what is due', () => {
  const all = [bodyRows, credentialRows, permissionRows, routeRows, targetRows].flatMap((group) => Object.values(group))
  const some = fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 4, selector: ({ id }) => id })

  test('does not depend on the order of its rows', () =>
    fc.assert(
      fc.property(some, fc.integer({ min: 100, max: 599 }), (chosen, status) => {
        expect(standingOf(dueOf(chosen.toReversed()), status)).toBe(standingOf(dueOf(chosen), status))
      }),
    ))

  test('is put into words that name every accepted status', () =>
    fc.assert(
      fc.property(some, (chosen) => {
        const due = dueOf(chosen)
        const named = inWords(due).match(/\d{3}/g) ?? []
        expect(named.map(Number)).toEqual(due.accept.size > 20 ? [] : [...due.accept].toSorted((a, b) => a - b))
      }),
    ))

  test('needs a row', () => {
    expect(() => dueOf([])).toThrow(RangeError)
  })

  test('has an id of its own for each row', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  })
})

const statuses = [
  200, 201, 202, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 422, 429, 431, 500, 501, 503,
]

/** Everybody has been seen alive, and the second revocable token is revoked. */
function met(): Story {
  return new Story(everybody).meet().revoke('revocable-2')
}

function standing(told: Told, status: number, story: Story = met()): Standing | undefined {
  return assessmentsOf(story.tell({ ...told, status }).history()).at(-1)?.standing
}

function standings(told: Told): Readonly<Record<number, Standing | undefined>> {
  return Object.fromEntries(statuses.map((status) => [status, standing(told, status)]))
}
