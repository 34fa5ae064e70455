import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quote, quoteEnd } from './quote.ts'

const secrets = fc.string({ unit: fc.constantFrom(...'abcdefXYZ01234589-_'.split('')), minLength: 16, maxLength: 60 })
const texts = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('<p>', '\r\n', '\u001b[31m', 'x'.repeat(150), ' ')), { maxLength: 8 })
  .map((parts) => parts.join(''))

describe('what a provisioner said', () => {
  test('is quoted on one short line', () =>
    fc.assert(
      fc.property(texts, (text) => {
        const quoted = quote(text)
        expect(quoted.length).toBeLessThanOrEqual(202)
        expect(quoted).not.toMatch(/\p{Cc}/u)
      }),
    ))

  test('is quoted without the secrets that are known, in any disguise', () =>
    fc.assert(
      fc.property(texts, secrets, texts, fc.constantFrom(plainly, inBase64, inPercent), (before, secret, after, disguise) => {
        const quoted = quote(`${before} ${disguise(secret)} ${after}`, [secret])
        expect(quoted).not.toContain(disguise(secret).slice(0, 40))
        expect(quoted).not.toContain(secret.slice(0, 12))
      }),
    ))

  test.each([
    ['{"tokens":[{"kind":"manager","secret":"short but \\"mine\\""}]}', '"{"tokens":[{"kind":"manager","secret":"⟦secret⟧"}]}"'],
    ['Authorization: Bearer abc', '"Authorization: Bearer ⟦secret⟧"'],
    ['no user for dz_x1', '"no user for ⟦secret⟧"'],
    ['bad key 9f8e7d6c5b4a39281706', '"bad key ⟦secret⟧"'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl9', '"⟦secret⟧"'],
  ])('is quoted without what looks like a secret: %s', (words, quoted) => {
    expect(quote(words)).toBe(quoted)
  })

  test.each([
    'token 6f0c8f0e-0000-4000-8000-000000000000 not found at 2026-11-23T10:00:00.123Z',
    'getaddrinfo ENOTFOUND tokens-v2.staging.internal.example.com:8443',
    'Traceback (most recent call last): File "/usr/lib/python3.12/site-packages/requests/adapters.py", line 7',
  ])('is quoted with what helps: %s', (words) => {
    expect(quote(words)).toBe(`"${words}"`)
  })
})

test('the last words of a process begin with its error', () => {
  expect(quoteEnd('starting\nTypeError: x is undefined\n    at main.js:1\n\nNode.js v20.20.2\n')).toBe(
    '"TypeError: x is undefined at main.js:1 Node.js v20.20.2"',
  )
  expect(quoteEnd(`${'starting '.repeat(50)}\nready\n`)).toMatch(/^".{190,200} ready"$/)
})

function plainly(secret: string): string {
  return secret
}

function inBase64(secret: string): string {
  return Buffer.from(secret).toString('base64')
}

function inPercent(secret: string): string {
  return [...Buffer.from(secret)].map((byte) => `%${byte.toString(16)}`).join('')
}
