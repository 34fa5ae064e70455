import fc from 'fast-check'
import { expect, test } from 'vitest'
import { operation } from '../../contract/index.ts'
import { listOf, seededTokens } from './seeds.ts'
import { isGenerated, uuidOf } from './uuid.ts'

test('the same seed gives the same tokens, another one others', () =>
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (seed, other) => {
      expect(seededTokens(seed)).toEqual(seededTokens(seed))
      fc.pre(seed !== other)
      const secrets = new Set([...listOf(seededTokens(seed)), ...listOf(seededTokens(other))].map(({ secret }) => secret))
      expect(secrets.size).toBe(12)
    }),
  ))

test('secrets carry 256 bits in base64url behind the prefix of the contract, and ids are version 4 UUIDs', () =>
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      for (const { token, secret } of listOf(seededTokens(seed))) {
        const digits = secret.slice(operation.security.secretPrefix.length)
        expect(digits).toMatch(/^[\w-]{43}$/)
        expect(Buffer.from(digits, 'base64url')).toHaveLength(32)
        expect(Buffer.from(digits, 'base64url').toString('base64url')).toBe(digits)
        expect(uuidOf(token.id)).toBe(token.id)
        expect(isGenerated(token.id)).toBe(true)
        expect(token.jti).not.toBe(token.id)
      }
    }),
  ))

test('the default seed never changes, because people copy its secrets into scripts', () => {
  expect(seededTokens().manager).toMatchObject({
    token: { id: '5e14d2b3-2688-49cd-a2a3-98a722e0ab5d', email: 'mira@dayzero.example' },
    secret: 'dz_YyDORyz4F_1DlhdiVGNe1ZdgSrzFvW43bLj0qCvF4yU',
  })
})
