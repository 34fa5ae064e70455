import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { History } from '../history/history.ts'
import { Story } from '../testing/story.ts'
import type { Addressed } from './target.ts'
import { addressOf } from './target.ts'
import { isUuid, uuidOf, uuidShape } from './uuid.ts'

const uuids = fc.uuid()
const notAUuid = { kind: 'not a uuid', overlong: false, brokenEncoding: false } as const

/** Every way to write a UUID that some parser takes for it. */
const spellings = (id: string): fc.Arbitrary<string> =>
  fc
    .record({
      upper: fc.func(fc.boolean()),
      hyphens: fc.constantFrom('as they are', 'none', 'everywhere'),
      around: fc.constantFrom(
        ['', ''],
        ['{', '}'],
        ['(', ')'],
        ['urn:uuid:', ''],
        ['URN:UUID:', ''],
        ['uuid:', ''],
        ['urn:', ''],
        [' ', ' '],
        ['"', '"'],
      ),
      encoded: fc.func(fc.boolean()),
    })
    .map(({ upper, hyphens, around: [before = '', after = ''], encoded }) => {
      const hyphened = hyphens === 'as they are' ? id : id.replaceAll('-', '').replaceAll(/.{4}(?=.)/g, hyphens === 'none' ? '$&' : '$&-')
      const cased = Array.from({ length: hyphened.length }, (_, at) =>
        upper(at) ? hyphened.charAt(at).toUpperCase() : hyphened.charAt(at),
      )
      const text = before + cased.join('') + after
      return Array.from({ length: text.length }, (_, at) =>
        encoded(at) ? percent(text.charAt(at)) : encodeURIComponent(text.charAt(at)),
      ).join('')
    })

describe('an issued id', () => {
  test('is named by its own spelling, exactly', () =>
    fc.assert(
      fc.property(uuids, (id) => {
        expect(addressed(historyWith(id), id)).toEqual({
          route: 'revoke',
          target: { kind: 'token', alias: 'revocable-1', spelling: 'exact' },
          names: ['revocable-1'],
        })
      }),
    ))

  test('is named by every other spelling of it', () =>
    fc.assert(
      fc.property(
        uuids.chain((id) => fc.tuple(fc.constant(id), spellings(id))),
        ([id, spelled]) => {
          expect(addressed(historyWith(id), spelled)).toMatchObject({
            target: { kind: 'token', alias: 'revocable-1' },
            names: ['revocable-1'],
          })
        },
      ),
    ))

  test('is named by no spelling of another one', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(uuids, { minLength: 2, maxLength: 2 }).chain(([id = '', other = '']) => fc.tuple(fc.constant(id), spellings(other))),
        ([id, spelled]) => {
          const { target, names } = addressed(historyWith(id), spelled)
          expect({ kind: target.kind === 'token', names }).toEqual({ kind: false, names: [] })
        },
      ),
    ))

  test('is named by nothing that has other digits', () =>
    fc.assert(
      fc.property(uuids, fc.string(), (id, text) => {
        fc.pre(uuidOf(text) !== uuidOf(id))
        expect(addressed(historyWith(id), encodeURIComponent(text.toWellFormed())).names).toEqual([])
      }),
    ))

  test('is named by none of its near misses', () =>
    fc.assert(
      fc.property(uuids, fc.nat(31), fc.constantFrom('changed', 'dropped', 'added'), (id, which, how) => {
        const digits = id.replaceAll('-', '')
        const other = digits.charAt(which) === '0' ? '1' : '0'
        const near = { changed: other, dropped: '', added: digits.charAt(which) + other }[how]
        expect(addressed(historyWith(id), digits.slice(0, which) + near + digits.slice(which + 1)).names).toEqual([])
      }),
    ))

  test('that is no UUID is named in any case, and by nothing longer', () => {
    const history = historyWith('Token_42')
    expect(addressed(history, 'Token_42').target).toMatchObject({ kind: 'token', spelling: 'exact' })
    expect(addressed(history, 'token%5F42').target).toMatchObject({ kind: 'token', spelling: 'other' })
    expect(addressed(history, 'token_421').target).toMatchObject({ kind: 'not a uuid' })
  })
})

describe('a path', () => {
  const id = 'aaaaaaaa-0000-4000-8000-000000000001'
  const history = historyWith(id, 'http://127.0.0.1:4010/prefix')
  const path = `/prefix/api/v1/tokens/${id}/revoke`

  test.each<[string, string, Partial<Addressed>]>([
    ['POST', path, { route: 'revoke', names: ['revocable-1'] }],
    ['POST', `${path}?reason=x`, { route: 'revoke' }],
    ['POST', `${path}/`, { route: 'trailing slash', names: ['revocable-1'] }],
    ['GET', path, { route: 'other method', names: ['revocable-1'] }],
    ['post', path, { route: 'other method' }],
    ['OPTIONS', path, { route: 'options' }],
    ['POST', path.replace('/tokens/', '//tokens/'), { route: 'other path', names: ['revocable-1'] }],
    ['POST', path.replace('/tokens/', '/tokens/./'), { route: 'other path', names: ['revocable-1'] }],
    ['POST', path.replace('tokens', 'Tokens'), { route: 'other path', names: ['revocable-1'] }],
    ['POST', path.replace('tokens', 't%6Fkens'), { route: 'other path', names: ['revocable-1'] }],
    ['POST', path.replace('/prefix', ''), { route: 'other path', names: ['revocable-1'] }],
    ['POST', `/prefix/api/v1/tokens/x%2F..%2F${id}/revoke`, { route: 'revoke', target: notAUuid, names: ['revocable-1'] }],
    ['POST', '/prefix/api/v1/tokens//revoke', { route: 'other path', target: { kind: 'none' }, names: [] }],
    ['DELETE', `/prefix/api/v1/tokens/${id}`, { route: 'other path', names: ['revocable-1'] }],
    ['POST', '/prefix/api/v1/tokens/%ZZ/revoke', { target: { ...notAUuid, brokenEncoding: true } }],
    ['POST', `/prefix/api/v1/tokens/${'x'.repeat(3000)}/revoke`, { target: { ...notAUuid, overlong: true } }],
    ['POST', '/prefix/api/v1/tokens/bbbbbbbb-0000-4000-8000-000000000001/revoke', { target: { kind: 'unknown uuid', likeIssued: true } }],
    ['POST', '/prefix/api/v1/tokens/bbbbbbbb-0000-7000-8000-000000000001/revoke', { target: { kind: 'unknown uuid', likeIssued: false } }],
    ['POST', '/prefix/api/v1/tokens/00000000-0000-0000-0000-000000000000/revoke', { target: { kind: 'unknown uuid', likeIssued: false } }],
    ['POST', '/prefix/api/v1/tokens/bbbbbbbb000040008000000000000001/revoke', { target: notAUuid }],
  ])('%s %s', (method, target, expected) => {
    expect(addressOf(history, 'target', method, target)).toMatchObject(expected)
  })

  test('is read somehow, whatever it is', () =>
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), (method, target) => {
        expect(addressOf(history, 'target', method, target).route).toBeTypeOf('string')
      }),
    ))
})

describe('a UUID', () => {
  test('is what RFC 9562 prints, in either case, and nothing else', () =>
    fc.assert(
      fc.property(uuids, fc.string(), (id, text) => {
        expect([isUuid(id), isUuid(id.toUpperCase())]).toEqual([true, true])
        expect([isUuid(`${id} `), isUuid(`{${id}}`), isUuid(id.replaceAll('-', '')), isUuid(text)]).toEqual([false, false, false, false])
      }),
    ))

  test.each([
    ['00000000-0000-0000-0000-000000000000', 'nil'],
    ['FFFFFFFF-ffff-ffff-ffff-ffffffffffff', 'max'],
    ['6f0c1c1e-0000-4000-8000-000000000001', 'v4 rfc'],
    ['6f0c1c1e-0000-4000-B000-000000000001', 'v4 rfc'],
    ['6f0c1c1e-0000-7000-c000-000000000001', 'v7 other'],
  ])('%s has the shape %s', (id, shape) => {
    expect(uuidShape(id)).toBe(shape)
  })
})

function historyWith(id: string, url = 'http://127.0.0.1:4010'): History {
  return new Story([], { doors: [{ name: 'target', kind: 'target', url }] }).issue('revocable-1', { id }).history()
}

function addressed(history: History, segment: string): Addressed {
  return addressOf(history, 'target', 'POST', `/api/v1/tokens/${segment}/revoke`)
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`
}
