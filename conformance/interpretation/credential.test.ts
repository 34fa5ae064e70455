import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Masker } from '../history/mask.ts'
import type { Credential } from './credential.ts'
import { credentialOf } from './credential.ts'

const alias = fc.constantFrom('manager-1', 'revocable-27', 'expired-3')
const b64token = fc.stringMatching(/^[A-Za-z0-9\-._~+/]{1,80}={0,2}$/)
const scheme = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/).filter((text) => text.toLowerCase() !== 'bearer')
const cases = fc
  .func(fc.boolean())
  .map((upper) => Array.from('bearer', (char, index) => (upper(index) ? char.toUpperCase() : char)).join(''))
const blanks = fc.stringMatching(/^[ \t]{0,3}$/)

describe('the credential in an Authorization field', () => {
  test('is that of a token when exactly its secret follows the scheme', () =>
    fc.assert(
      fc.property(alias, blanks, blanks, (name, before, after) => {
        expect(read(`${before}Bearer ⟦${name}⟧${after}`)).toEqual({ kind: 'token', alias: name, spelling: 'exact' })
      }),
    ))

  test('is that of the token under every case of the scheme, and with any gap after it', () =>
    fc.assert(
      fc.property(alias, cases, fc.stringMatching(/^[ \t]{1,3}$/), (name, bearer, gap) => {
        const spelling = gap === ' ' ? (bearer === 'Bearer' ? 'exact' : 'scheme') : 'spacing'
        expect(read(`${bearer}${gap}⟦${name}⟧`)).toEqual({ kind: 'token', alias: name, spelling })
      }),
    ))

  test('is unknown when it is well-formed and no secret', () =>
    fc.assert(
      fc.property(cases, b64token, (bearer, token) => {
        expect(read(`${bearer} ${token}`)).toEqual({ kind: 'unknown' })
      }),
    ))

  test('is unknown, and known for what it came from, when it is an altered secret, a disguise of it, or has it in the middle', () =>
    fc.assert(
      fc.property(alias, fc.constantFrom('~changed⟧', '~case swapped⟧', ':base64⟧', ':sha256⟧', '⟧x', '⟧.⟦other-1⟧'), (name, how) => {
        expect(read(`Bearer ⟦${name}${how}`)).toEqual({ kind: 'unknown', of: name })
      }),
    ))

  test.each(['~padded⟧', '~trailing-bits⟧', '⟧=', '⟧=='])('is the same bytes to a lenient decoder as the secret with %s', (how) => {
    expect(read(`Bearer ⟦revocable-1${how}`)).toEqual({ kind: 'unknown', of: 'revocable-1', sameBytes: true })
  })

  test('is none under another scheme', () =>
    fc.assert(
      fc.property(scheme, fc.string({ unit: 'binary-ascii' }), (other, rest) => {
        fc.pre(!/[^\t\x20-\x7e]/.test(rest))
        expect(read(`${other} ${rest}`)).toEqual({ kind: 'none' })
      }),
    ))

  test('is malformed when what follows the scheme is no token68', () =>
    fc.assert(
      fc.property(cases, fc.string(), (bearer, rest) => {
        const trimmed = rest.replace(/^[ \t]+|[ \t]+$/g, '')
        fc.pre(!/^[A-Za-z0-9\-._~+/]+=*$/.test(trimmed))
        expect(read(`${bearer} ${rest}`)).toEqual({ kind: 'malformed', overlong: false })
      }),
    ))

  test.each(['', 'Bearer', 'Bearer ', 'Bearer a b', 'Bearer déjà', 'Bearer "x"', 'Bearer =', ',', 'Bearer x, Bearer y', 'Bearer\u0000x'])(
    'is malformed: %j',
    (field) => {
      expect(read(field)).toEqual({ kind: 'malformed', overlong: false })
    },
  )

  test('is overlong from the length at which the HTTP layer may refuse it', () => {
    expect(read(`Bearer ${'x'.repeat(4097)}`)).toEqual({ kind: 'malformed', overlong: true })
  })

  test('is what it would be without the brackets of marks, where it holds brackets of its own', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('⟦', '⟧', 'a', '!', ':', '~') }), (text) => {
        fc.pre(/[⟦⟧!:]/.test(text))
        expect(read(new Masker().maskText(`Bearer ${text}`)).kind).toBe('malformed')
      }),
    ))
})

describe('the fields of a request', () => {
  test('hold no credential without an Authorization field', () => {
    expect(
      credentialOf([
        ['Cookie', 'token=⟦manager-1⟧'],
        ['X-Authorization', 'Bearer ⟦manager-1⟧'],
      ]),
    ).toEqual({ kind: 'none' })
  })

  test('hold several when there are several, each read for itself, in whatever case the name is written', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Bearer ⟦manager-1⟧', 'Bearer x', 'Bearer', 'Basic x'), { minLength: 2, maxLength: 4 }),
        (values) => {
          const fields = values.map((value, index) => [index % 2 === 0 ? 'Authorization' : 'AUTHORIZATION', value] as const)
          expect(credentialOf(fields)).toEqual({ kind: 'several', parts: values.map(read) })
        },
      ),
    ))
})

function read(field: string): Credential {
  return credentialOf([['authorization', field]])
}
