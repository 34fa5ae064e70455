import { describe, expect, test } from 'vitest'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import { assessmentsOf } from './assessment.ts'
import type { Standing } from './due.ts'

/** Everybody of the story has been seen alive, and garbage refused. */
function begun(): Story {
  return new Story(['manager-1', 'revocable-1', 'revocable-2', 'outsider-1', 'expired-1'])
    .probe('garbage', 401)
    .probe('manager-1', 404)
    .probe('revocable-1', 404)
    .probe('revocable-2', 404)
    .probe('outsider-1', 404)
}

const revoked = (): Story => begun().revoke('revocable-1')
const unknown = {}
const upper = 'AAAAAAAA-0000-4000-8000-000000000002'

/** A row of INTERPRETATION.md: what was sent, and how answers stand. `never` are breaches, `outside` in no column. */
interface Case {
  readonly situation: string
  readonly story?: () => Story
  readonly told: Told
  readonly accept: readonly number[]
  readonly warn?: readonly number[]
  readonly never: readonly number[]
  readonly outside?: readonly number[]
}

const cases: readonly Case[] = [
  {
    situation: 'second revocation',
    story: revoked,
    told: { of: 'revocable-1' },
    accept: [201, 400, 404, 422],
    warn: [409, 410],
    never: [200, 202, 204, 401, 403, 500],
    outside: [405],
  },
  {
    situation: 'an outsider on a revoked token',
    story: revoked,
    told: { by: 'outsider-1', of: 'revocable-1' },
    accept: [403, 404],
    never: [201, 401, 500],
  },
  {
    situation: 'a manager on a live token, by another way to write the path',
    told: { target: '/api/v1/t%6Fkens/aaaaaaaa-0000-4000-8000-000000000002/revoke' },
    accept: [201, 301, 400, 401, 403, 404, 405],
    never: [500],
  },
  {
    situation: 'nobody on a revoked token',
    story: revoked,
    told: { by: 'nobody', of: 'revocable-1' },
    accept: [401],
    never: [201, 403, 404, 500],
  },
  {
    situation: 'an expired one on a revoked token',
    story: revoked,
    told: { by: 'expired-1', of: 'revocable-1' },
    accept: [401],
    never: [201, 403, 404],
  },
  { situation: 'no bearer', told: { by: 'nobody', of: 'revocable-1' }, accept: [401], never: [400, 403, 404, 422, 201, 500] },
  { situation: 'another scheme', told: { authorization: ['Basic dXNlcjpwYXNz'], of: 'revocable-1' }, accept: [401], never: [403, 201] },
  { situation: 'a well-formed bad bearer', told: { by: 'garbage', of: 'revocable-1' }, accept: [401], never: [403, 404, 201, 500] },
  { situation: 'an expired bearer', told: { by: 'expired-1' }, accept: [401], never: [403, 404, 201] },
  { situation: 'a revoked bearer', story: revoked, told: { by: 'revocable-1' }, accept: [401], never: [403, 404, 201, 500] },
  { situation: 'Bearer alone', told: { authorization: ['Bearer'] }, accept: [400, 401], never: [201, 500], outside: [403] },
  { situation: 'two tokens in one field', told: { authorization: ['Bearer one two'] }, accept: [400, 401], never: [201, 500] },
  {
    situation: 'bad credential and malformed JSON',
    told: { by: 'garbage', of: 'revocable-1', body: '{' },
    accept: [400, 401, 422],
    never: [201, 500],
    outside: [403],
  },
  {
    situation: 'bad credential and a wrong-typed body',
    told: { by: 'nobody', of: 'revocable-1', body: { reason: 5 } },
    accept: [400, 401, 422],
    never: [201, 500],
  },
  {
    situation: 'bad credential and another content type',
    told: { by: 'garbage', of: 'revocable-1', body: 'x', contentType: 'text/plain' },
    accept: [400, 401, 415, 422],
    never: [201, 500],
  },
  { situation: 'bad credential and an unknown id', told: { by: 'garbage' }, accept: [401], never: [403, 404] },
  {
    situation: 'bad credential and an id that is no UUID',
    told: { by: 'garbage', id: 'not-a-uuid' },
    accept: [400, 401, 404, 422],
    never: [201, 500],
  },
  {
    situation: 'an outsider on a live token',
    told: { by: 'outsider-1', of: 'revocable-1' },
    accept: [403, 404],
    never: [201, 204, 401, 500],
  },
  { situation: 'an outsider and an unknown id', told: { by: 'outsider-1', ...unknown }, accept: [403, 404], never: [201, 401, 500] },
  { situation: 'a manager and an unknown UUID', told: unknown, accept: [404], warn: [403], never: [201, 401, 422, 500], outside: [400] },
  {
    situation: 'a manager and the nil UUID',
    told: { id: '00000000-0000-0000-0000-000000000000' },
    accept: [400, 404, 422],
    never: [201, 401, 500],
  },
  { situation: 'a manager and no UUID', told: { id: 'not-a-uuid' }, accept: [400, 404, 422], never: [201, 401, 500] },
  { situation: 'a manager and an overlong id', told: { id: 'x'.repeat(3000) }, accept: [400, 404, 414, 422, 431], never: [201, 500] },
  {
    situation: 'truncated JSON on a live token',
    told: { of: 'revocable-1', body: '{"reason": "cut' },
    accept: [400, 422],
    never: [201, 500],
  },
  { situation: 'NaN', told: { of: 'revocable-1', body: '{"reason": NaN}' }, accept: [201, 400, 422], never: [500] },
  {
    situation: 'a wrong-typed body on a live token',
    told: { of: 'revocable-1', body: { reason: 5 } },
    accept: [422],
    warn: [400],
    never: [201, 500],
  },
  { situation: 'no body', told: { of: 'revocable-1' }, accept: [201], never: [200, 400, 403, 404, 409, 422, 500] },
  { situation: 'null', told: { of: 'revocable-1', body: 'null' }, accept: [201], never: [400, 422] },
  { situation: 'an extra property', told: { of: 'revocable-1', body: { reason: 'x', note: 1 } }, accept: [201], never: [400, 422] },
  { situation: '__proto__', told: { of: 'revocable-1', body: '{"__proto__": {}}' }, accept: [201, 400, 413, 422], never: [500] },
  {
    situation: 'an empty body announced as JSON',
    told: { of: 'revocable-1', body: '', contentType: 'application/json' },
    accept: [201],
    warn: [400, 415, 422],
    never: [500],
  },
  { situation: 'a body of white space', told: { of: 'revocable-1', body: '  \n' }, accept: [201, 400, 422], never: [500] },
  {
    situation: 'text/plain',
    told: { of: 'revocable-1', body: 'because', contentType: 'text/plain' },
    accept: [201, 400, 415, 422],
    never: [500],
  },
  {
    situation: 'chunked transfer',
    told: { of: 'revocable-1', body: { reason: 'x' }, framing: 'chunked' },
    accept: [201],
    warn: [411],
    never: [500],
  },
  {
    situation: 'merge-patch',
    told: { of: 'revocable-1', body: { reason: 'x' }, contentType: 'application/merge-patch+json' },
    accept: [201, 400, 404, 415, 422],
    never: [500],
  },
  { situation: 'duplicate keys', told: { of: 'revocable-1', body: '{"reason":"a","reason":"b"}' }, accept: [201, 400, 422], never: [500] },
  {
    situation: 'NUL in the reason',
    told: { of: 'revocable-1', body: String.raw`{"reason":"a\u0000b"}` },
    accept: [201, 400, 422],
    never: [500],
  },
  {
    situation: 'a lone surrogate',
    told: { of: 'revocable-1', body: String.raw`{"reason":"\ud800"}` },
    accept: [201, 400, 422],
    never: [500],
  },
  {
    situation: 'a very long reason',
    told: { of: 'revocable-1', body: { reason: 'x'.repeat(20_000) } },
    accept: [201, 400, 413, 422],
    never: [500],
  },
  {
    situation: 'a token revokes itself',
    told: { by: 'revocable-1', of: 'revocable-1' },
    accept: [201, 400, 403, 404],
    warn: [409],
    never: [401, 500],
  },
  {
    situation: 'a manager revokes an expired token',
    told: { of: 'expired-1' },
    accept: [201, 400, 404, 422],
    warn: [409, 410],
    never: [401, 500],
  },
  {
    situation: 'another method',
    told: { of: 'revocable-1', method: 'DELETE' },
    accept: [401, 403, 404, 405, 501],
    warn: [200, 204],
    never: [500],
  },
  { situation: 'OPTIONS', told: { of: 'revocable-1', method: 'OPTIONS' }, accept: [200, 204, 401, 403, 405], never: [500] },
  {
    situation: 'a trailing slash',
    told: { target: `/api/v1/tokens/${upper.toLowerCase()}/revoke/` },
    accept: [201, 307, 308, 404, 405],
    warn: [301, 302, 303],
    never: [500],
  },
  { situation: 'another spelling', told: { id: upper }, accept: [201, 400, 404, 422], never: [500] },
  { situation: 'bearer in lower case', told: { authorization: ['bearer ⟦manager-1⟧'] }, accept: [404], warn: [401], never: [500] },
  {
    situation: 'two Authorization lines, one good',
    told: { authorization: ['Bearer ⟦manager-1⟧', 'Bearer dz_garbage'] },
    accept: [400, 401, 404],
    never: [500],
  },
  {
    situation: 'two Authorization lines, both bad',
    told: { authorization: ['Bearer dz_one', 'Bearer dz_two'] },
    accept: [400, 401],
    never: [201, 404, 500],
  },
]

function standing(one: Case, status: number): Standing | undefined {
  const history = (one.story ?? begun)()
    .tell({ ...one.told, status })
    .history()
  return assessmentsOf(history).at(-1)?.standing
}

describe('the table of INTERPRETATION.md', () => {
  test.each(cases)('$situation', (one) => {
    for (const status of one.accept) expect(standing(one, status), String(status)).toBe('accepted')
    for (const status of one.warn ?? []) expect(standing(one, status), String(status)).toBe('warned')
    for (const status of one.never) expect(standing(one, status), String(status)).toBe('breach')
    for (const status of one.outside ?? []) expect(standing(one, status), String(status)).toBe('minor breach')
  })

  test.each([429, 503])('%s proves nothing, whatever was asked', (status) => {
    for (const one of cases) expect(['inconclusive', 'accepted'], one.situation).toContain(standing(one, status))
  })

  test.each([406, 413, 415, 431])('%s proves nothing where the table does not say "all else"', (status) => {
    for (const one of cases.filter(({ outside }) => outside !== undefined)) {
      expect(standing(one, status), one.situation).toBe('inconclusive')
    }
  })
})
