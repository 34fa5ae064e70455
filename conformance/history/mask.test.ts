import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastOf } from '../testing/least-of.ts'
import { Masker, SecretTooShort, marksIn, plain } from './mask.ts'
import type { Disguise } from './mask.ts'

const secretCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/'.split('')
const secrets = fc
  .tuple(fc.string({ unit: fc.constantFrom(...secretCharacters), minLength: 16, maxLength: 90 }), fc.constantFrom('', '=', '=='))
  .map(([body, padding]) => `${body}${padding}`)

/** Every disguise of a secret that must be seen through, with the form its mark shows. */
const disguises: Record<string, { form: Disguise; write: (secret: string) => fc.Arbitrary<string> }> = {
  'as it is': { form: 'raw', write: fc.constant },
  'base64 of a text around it': {
    form: 'base64',
    write: (secret) => surrounded(secret).map((text) => Buffer.from(text).toString('base64')),
  },
  'base64url of a text around it': {
    form: 'base64',
    write: (secret) => surrounded(secret).map((text) => Buffer.from(text).toString('base64url')),
  },
  hex: { form: 'hex', write: (secret) => eitherCase(Buffer.from(secret).toString('hex')) },
  'percent, any of its characters': { form: 'percent', write: (secret) => escapedSomewhere(secret, percent) },
  'percent, twice': { form: 'percent', write: (secret) => escapedSomewhere(secret, (c) => percent(c).replaceAll('%', '%25')) },
  'JSON escapes, any of its characters': { form: 'json', write: (secret) => escapedSomewhere(secret, unicodeEscape) },
  'HTML references, any of its characters': { form: 'html', write: (secret) => escapedSomewhere(secret, (c) => `&#${c.charCodeAt(0)};`) },
  ...Object.fromEntries(
    (['md5', 'sha1', 'sha256', 'sha512'] as const).flatMap((form) => [
      [`${form} in hex`, { form, write: (secret: string) => eitherCase(createHash(form).update(secret).digest('hex')) }],
      [`${form} in base64`, { form, write: (secret: string) => fc.constant(createHash(form).update(secret).digest('base64')) }],
      [`${form} in base64url`, { form, write: (secret: string) => fc.constant(createHash(form).update(secret).digest('base64url')) }],
    ]),
  ),
}

describe.each(Object.entries(disguises))('a secret written as %s', (_, { form, write }) => {
  const written = secrets.chain((secret) => fc.tuple(fc.constant(secret), write(secret)))

  test('is replaced anywhere in any bytes by a mark that names it', () =>
    fc.assert(
      fc.property(written, bytes, bytes, ([secret, disguise], before, after) => {
        // Set off by quotes: right behind a stray backslash or percent sign its first characters would read as an escape.
        const masked = maskerOf({ 'revocable-7': secret }).mask(Buffer.concat([before, Buffer.from(`"${disguise}"`), after]))
        expect(Buffer.from(masked).toString('latin1')).not.toContain(disguise)
        expect(marksIn(textOf(masked)).map(({ name }) => name)).toContain('revocable-7')
      }),
    ))

  test('is replaced in a text as well', () =>
    fc.assert(
      fc.property(written, ([secret, disguise]) => {
        const masked = maskerOf({ 'revocable-7': secret }).maskText(`<${disguise}>`)
        expect(masked).not.toContain(disguise)
        expect(marksIn(masked)).toContainEqual(expect.objectContaining({ name: 'revocable-7', form }))
      }),
    ))
})

describe('what holds no secret', () => {
  test('is handed back as the very same bytes', () =>
    fc.assert(
      fc.property(fc.array(secrets), fc.uint8Array(), (known, body) => {
        fc.pre(!Buffer.from(body).includes('⟦') && !known.some((secret) => Buffer.from(body).includes(secret)))
        expect(maskerOf(known).mask(body)).toBe(body)
      }),
    ))

  test('is the same again once its escapes are undone, whatever it is', () =>
    fc.assert(
      fc.property(texts, (text) => {
        const masked = maskerOf(['dz_a-secret-of-some-length']).maskText(text)
        expect(marksIn(masked)).toEqual([])
        expect(plain(masked)).toBe(text)
      }),
    ))

  test('is the same after masking as bytes, for every text that UTF-8 can hold', () =>
    fc.assert(
      fc.property(texts, (text) => {
        const body = Buffer.from(text)
        expect(plain(textOf(maskerOf([]).mask(body)))).toBe(textOf(body))
      }),
    ))

  test('survives a JSON text, in UTF-8 and in pure ASCII, when the escapes are undone after parsing', () =>
    fc.assert(
      fc.property(texts, fc.boolean(), (text, asciiOnly) => {
        // The one text that cannot be told from an escape once it is decoded; see `plain`.
        fc.pre(!/\\u27e6!\\u27e7/i.test(text))
        const json = asciiOnly ? asciiJson(text) : JSON.stringify(text)
        const parsed = JSON.parse(textOf(maskerOf([]).mask(Buffer.from(json)))) as string
        expect(marksIn(parsed)).toEqual([])
        expect(plain(parsed)).toBe(text)
      }),
    ))
})

describe('several secrets', () => {
  test('leave nothing of any of them, however they overlap', () =>
    fc.assert(
      fc.property(secrets, fc.nat(), fc.nat(), (whole, from, to) => {
        const [a, b] = [whole.slice(0, 16 + (to % (whole.length - 15))), whole.slice(from % (whole.length - 15))]
        const masked = maskerOf([a, b]).maskText(`"${whole}"`)
        expect(masked).not.toContain(a)
        expect(masked).not.toContain(b)
      }),
    ))

  test('are told apart: the longer one names the place when one contains the other', () => {
    const masker = maskerOf({ 'revocable-1': 'dz_aaaaaaaaaaaaaaaa', 'revocable-1~added': 'dz_aaaaaaaaaaaaaaaaX' })
    expect(masker.maskText('dz_aaaaaaaaaaaaaaaaX dz_aaaaaaaaaaaaaaaa')).toBe('⟦revocable-1~added⟧ ⟦revocable-1⟧')
  })

  test('are all marked, in the order in which they stand', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 20 }), fc.func(fc.boolean()), (known, leave) => {
        const present = known.filter((secret) => !leave(secret))
        const marks = marksIn(maskerOf(known).maskText(present.join(' ')))
        expect(marks.map(({ name }) => name)).toEqual(present.map((secret) => `token-${known.indexOf(secret)}`))
      }),
    ))
})

describe('a body that was cut off', () => {
  test('shows less than eight characters of a secret at its end', () =>
    fc.assert(
      fc.property(secrets, fc.nat(), bytes, (secret, cut, before) => {
        const kept = cut % secret.length
        const body = Buffer.concat([before, Buffer.from(` ${secret.slice(0, kept)}`)])
        const masked = textOf(maskerOf({ 'manager-1': secret }).mask(body, { truncated: true }))
        expect(masked.endsWith(kept >= 8 ? ' ⟦manager-1:prefix⟧' : ` ${secret.slice(0, kept)}`)).toBe(true)
      }),
    ))

  test('shows less than eight characters of it in base64, and when the cut goes through an escape', () => {
    const masker = maskerOf({ 'manager-1': 'dz_0123456789abcdef' })
    expect(masker.maskText(`Basic ${Buffer.from('dz_012345678').toString('base64')}`, { truncated: true })).toBe('Basic ⟦manager-1:prefix⟧')
    expect(masker.maskText('?token=%64z_0123456%3', { truncated: true })).toBe('?token=⟦manager-1:prefix⟧')
    expect(masker.maskText(String.raw`"dz_0123456\u00`, { truncated: true })).toBe('"⟦manager-1:prefix⟧')
  })

  test('keeps the beginning of a secret when it was not cut', () => {
    expect(maskerOf(['dz_0123456789abcdef']).maskText('dz_0123456789abc')).toBe('dz_0123456789abc')
  })
})

describe('marks', () => {
  test('take the padding and the shared edges of base64 along', () => {
    const masker = maskerOf({ 'manager-1': 'dz_0123456789abcdef' })
    for (const user of ['', 'a', 'ab', 'abc', 'abcd'])
      for (const rest of ['', ':', '::', ':::']) {
        const masked = masker.maskText(Buffer.from(`${user}dz_0123456789abcdef${rest}`).toString('base64'))
        expect(masked).toMatch(/^[A-Za-z0-9+/]*⟦manager-1:base64⟧[A-Za-z0-9+/]*={0,2}$/u)
      }
    expect(masker.maskText(`{"token":"${Buffer.from('dz_0123456789abcdef').toString('base64')}"}`)).toBe('{"token":"⟦manager-1:base64⟧"}')
  })

  test('are found with name, form and place', () => {
    expect(marksIn('Bearer ⟦manager-1⟧, ⟦!⟧x⟧ ⟦revocable-7~flipped:sha256⟧')).toEqual([
      { name: 'manager-1', form: 'raw', index: 7 },
      { name: 'revocable-7~flipped', form: 'sha256', index: 26 },
    ])
  })

  test('cannot be forged: what looks like one is escaped, in JSON escapes, too', () => {
    expect(maskerOf([]).maskText('⟦manager-1⟧')).toBe('⟦!⟧manager-1⟧')
    expect(maskerOf([]).maskText(String.raw`"\u27E6manager-1\u27e7"`)).toBe(String.raw`"\u27E6!\u27e7manager-1\u27e7"`)
  })

  test('name the nearest disguise, whatever escapes stand beside it', () => {
    const escaped = 'dz_0123456789abcdef'.replace('z', '&#122;')
    expect(maskerOf({ 'manager-1': 'dz_0123456789abcdef' }).maskText(String.raw`\n%41${escaped}\n`)).toBe(
      String.raw`\n%41⟦manager-1:html⟧\n`,
    )
  })

  test('are not made for the same letters in another case', () =>
    fc.assert(
      fc.property(secrets, fc.nat(), (secret, at) => {
        const other = swapCaseAt(secret, at % secret.length)
        fc.pre(other !== secret)
        expect(maskerOf([secret]).maskText(`"${other}"`)).toBe(`"${other}"`)
      }),
    ))
})

describe('a secret that is made known', () => {
  test('needs sixteen characters, or eight when its name says that it was altered', () => {
    const masker = new Masker()
    expect(() => masker.add('dz_123456789012', 'manager-1')).toThrow(SecretTooShort)
    expect(() => masker.add('dz_1234', 'manager-1~dropped')).toThrow(SecretTooShort)
    masker.add('dz_123456789012', 'manager-1~dropped')
    expect(masker.maskText('Bearer dz_123456789012')).toBe('Bearer ⟦manager-1~dropped⟧')
  })

  test('keeps its first name', () => {
    const masker = maskerOf({ 'revocable-1': 'dz_0123456789abcdef' })
    masker.add('dz_0123456789abcdef', 'revocable-2~flipped')
    expect(masker.maskText('dz_0123456789abcdef')).toBe('⟦revocable-1⟧')
  })

  test('is refused under a name that could not be read back from a mark', () => {
    for (const name of ['', 'a:b', 'a!', '⟦', 'a⟧']) expect(() => new Masker().add('dz_0123456789abcdef', name)).toThrow(RangeError)
  })

  test('is masked beyond ASCII as well, in bytes and in text', () => {
    const masker = maskerOf({ 'revocable-1~accented': 'dz_0123456789abcdé€😀' })
    expect(textOf(masker.mask(Buffer.from('<dz_0123456789abcdé€😀>')))).toBe('<⟦revocable-1~accented⟧>')
    expect(masker.maskText('<dz_0123456789abcdé€😀>')).toBe('<⟦revocable-1~accented⟧>')
  })
})

test('three thousand secrets that begin alike cost little more than none', () => {
  const head = `${Buffer.from('{"alg":"RS256","typ":"JWT","kid":"2026-11"}').toString('base64url')}.${'eyJ'.repeat(60)}`
  const known = Array.from({ length: 3_000 }, (_, index) => `${head}.${createHash('sha256').update(`${index}`).digest('base64url')}`)
  const exchange = Buffer.from(JSON.stringify({ authorization: `Bearer ${known[1_234] ?? ''}`, data: 'x'.repeat(2_000) }))
  const costOf = (some: readonly string[]): number => {
    const masker = maskerOf(some)
    return leastOf(5, () => {
      for (let round = 0; round < 100; round += 1) masker.mask(exchange)
    })
  }
  expect(textOf(maskerOf(known).mask(exchange))).toContain('Bearer ⟦token-1234⟧')
  // A search for each secret in turn would cost thousands of times as much.
  expect(costOf(known) / costOf(known.slice(0, 1))).toBeLessThan(20)
})

const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array))
const texts = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('⟦', '⟧', '!', '⟦!⟧', '⟦manager-1⟧', '\\', '\\u27e6', '\\u27E7', 'u27e6')))
  .map((parts) => parts.join(''))

function maskerOf(known: readonly string[] | Record<string, string>): Masker {
  const masker = new Masker()
  const named = Array.isArray(known) ? known.map((secret: string, index) => [`token-${index}`, secret] as const) : Object.entries(known)
  for (const [name, secret] of named) masker.add(secret, name)
  return masker
}

function textOf(masked: Uint8Array): string {
  return Buffer.from(masked).toString('utf8')
}

function surrounded(secret: string): fc.Arbitrary<string> {
  return fc.tuple(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 })).map(([before, after]) => `${before}${secret}${after}`)
}

function eitherCase(text: string): fc.Arbitrary<string> {
  return fc.constantFrom(text, text.toUpperCase())
}

/** At least one character escaped, any others too. */
function escapedSomewhere(secret: string, escape: (character: string) => string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(secret.length - 1), fc.infiniteStream(fc.boolean())).map(([always, others]) =>
    secret
      .split('')
      .map((c, index) => (others.next().value || index === always ? escape(c) : c))
      .join(''),
  )
}

function percent(character: string): string {
  const hex = character.charCodeAt(0).toString(16).padStart(2, '0')
  return `%${character < 'M' ? hex : hex.toUpperCase()}`
}

function unicodeEscape(character: string): string {
  return character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function asciiJson(text: string): string {
  return JSON.stringify(text).replaceAll(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

function swapCaseAt(text: string, index: number): string {
  const character = text.charAt(index)
  const swapped = character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase()
  return text.slice(0, index) + swapped + text.slice(index + 1)
}

test('a secret without the beginning that all secrets share is masked, too', () => {
  const masker = new Masker()
  masker.add('dz_0123456789abcdef0123', 'revocable-1')
  expect(masker.maskText('dz_0123456789abcdef0123 and 0123456789abcdef0123')).toBe('⟦revocable-1⟧ and ⟦revocable-1:stem⟧')
})

test('what was harmless before a secret was known is masked once it is', () => {
  const masker = new Masker()
  masker.add('dz_0123456789abcdef0123', 'revocable-1')
  const echo = 'Bearer dz_fedcba9876543210fedc'
  expect(masker.maskText(echo)).toBe(echo)
  masker.add('dz_fedcba9876543210fedc', 'revocable-2')
  expect(masker.maskText(echo)).toBe('Bearer ⟦revocable-2⟧')
})
