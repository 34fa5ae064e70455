import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, isDateTime } from './date-time.ts'

/** The parts of an RFC 3339 date-time, so that a test can spoil one of them. */
interface Parts {
  date: string
  separator: string
  time: string
  fraction: string
  offset: string
}

const two = (value: number) => String(value).padStart(2, '0')

const dates = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const times = fc.tuple(fc.nat(23), fc.nat(59), fc.nat(59)).map((parts) => parts.map(two).join(':'))
const fractions = fc.oneof(
  fc.constant(''),
  fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }).map((digits) => `.${digits.join('')}`),
)
const numericOffsets = fc.tuple(fc.constantFrom('+', '-'), fc.nat(23), fc.nat(59)).map(([sign, h, m]) => `${sign}${two(h)}:${two(m)}`)
const offsets = fc.oneof(fc.constant('Z'), numericOffsets)

const parts: fc.Arbitrary<Parts> = fc.record({
  date: dates,
  separator: fc.constant('T'),
  time: times,
  fraction: fractions,
  offset: offsets,
})

const written = ({ date, separator, time, fraction, offset }: Parts) => `${date}${separator}${time}${fraction}${offset}`

describe('every text that RFC 3339 section 5.6 can write', () => {
  test('is a date-time', () => {
    fc.assert(
      fc.property(parts, (value) => {
        expect(isDateTime(written(value))).toBe(true)
      }),
    )
  })

  test('means the instant that Date says, to the millisecond that Date knows', () => {
    fc.assert(
      fc.property(parts, (value) => {
        const text = written(value)
        // Date of V8 misreads more than nine digits of a fraction, so it gets three.
        const cut = written({ ...value, fraction: value.fraction.slice(0, 4) })
        // Far from our time a double no longer holds every microsecond, hence one of tolerance.
        expect(Math.abs((instantOf(text)?.microseconds ?? NaN) / 1000 - Date.parse(cut))).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('says how many digits its fraction has', () => {
    fc.assert(
      fc.property(parts, (value) => {
        expect(instantOf(written(value))?.digits).toBe(Math.max(value.fraction.length - 1, 0))
      }),
    )
  })

  test('may be written in lower case, as its note allows', () => {
    fc.assert(
      fc.property(parts, (value) => {
        expect(instantOf(written(value).toLowerCase())).toEqual(instantOf(written(value)))
      }),
    )
  })

  test('keeps its microseconds exactly from 1700 to 2250', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1700, 0), max: Date.UTC(2250, 0) }), fc.nat(999), (milliseconds, microseconds) => {
        const text = new Date(milliseconds).toISOString().replace('Z', `${String(microseconds).padStart(3, '0')}+00:00`)
        expect(instantOf(text)).toEqual({ microseconds: milliseconds * 1000 + microseconds, digits: 6 })
      }),
    )
  })
})

describe('a breach of RFC 3339 is refused:', () => {
  const breaches: Record<string, (value: Parts) => Parts> = {
    'no offset': (value) => ({ ...value, offset: '' }),
    'an offset without a colon': (value) => ({ ...value, offset: '+0000' }),
    'an offset of hours only': (value) => ({ ...value, offset: '+00' }),
    'an offset of 24 hours': (value) => ({ ...value, offset: '+24:00' }),
    'an offset of 60 minutes': (value) => ({ ...value, offset: '-01:60' }),
    'a name of a zone': (value) => ({ ...value, offset: ' UTC' }),
    'a space between date and time': (value) => ({ ...value, separator: ' ' }),
    'an underscore between date and time': (value) => ({ ...value, separator: '_' }),
    'nothing between date and time': (value) => ({ ...value, separator: '' }),
    'month 13': (value) => ({ ...value, date: '2026-13-01' }),
    'month 0': (value) => ({ ...value, date: '2026-00-01' }),
    'day 0': (value) => ({ ...value, date: '2026-01-00' }),
    '30 February': (value) => ({ ...value, date: '2024-02-30' }),
    '29 February of a common year': (value) => ({ ...value, date: '1900-02-29' }),
    '31 April': (value) => ({ ...value, date: '2026-04-31' }),
    'a year of two digits': (value) => ({ ...value, date: value.date.slice(2) }),
    'a year with a sign': (value) => ({ ...value, date: `+00${value.date}` }),
    'hour 24': (value) => ({ ...value, time: '24:00:00' }),
    'minute 60': (value) => ({ ...value, time: '12:60:00' }),
    'second 61': (value) => ({ ...value, time: '23:59:61', offset: 'Z' }),
    'second 60 in the middle of a day': (value) => ({ ...value, time: '12:00:60', offset: 'Z' }),
    'no seconds': (value) => ({ ...value, time: value.time.slice(0, 5), fraction: '' }),
    'a dot without digits': (value) => ({ ...value, fraction: '.' }),
    'a comma before the fraction': (value) => ({ ...value, fraction: ',5' }),
    'white space around it': (value) => ({ ...value, offset: `${value.offset}\n` }),
    'digits of another script': (value) => ({ ...value, date: '２０２６-01-01' }),
  }
  test.each(Object.entries(breaches))('%s', (_, spoil) => {
    fc.assert(
      fc.property(parts, (value) => {
        expect(instantOf(written(spoil(value)))).toBeUndefined()
      }),
    )
  })

  test('any text that Date cannot read either', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(Number.isNaN(Date.parse(text)))
        expect(isDateTime(text)).toBe(false)
      }),
    )
  })
})

describe('a leap second', () => {
  test('is allowed at 23:59:60 UTC under any offset', () => {
    fc.assert(
      fc.property(dates, fc.constantFrom('+', '-'), fc.nat(23), fc.nat(59), (date, sign, h, m) => {
        const east = (sign === '-' ? -1 : 1) * (h * 60 + m)
        const local = (((1439 + east) % 1440) + 1440) % 1440
        const text = `${date}T${two(Math.floor(local / 60))}:${two(local % 60)}:60${sign}${two(h)}:${two(m)}`
        expect(isDateTime(text)).toBe(true)
      }),
    )
  })

  test('is the same instant as the second after it', () => {
    expect(instantOf('2016-12-31T23:59:60Z')?.microseconds).toBe(instantOf('2017-01-01T00:00:00Z')?.microseconds)
  })
})

test('2023-02-29 is refused and 2024-02-29 is not', () => {
  expect(isDateTime('2023-02-29T00:00:00Z')).toBe(false)
  expect(isDateTime('2024-02-29T00:00:00Z')).toBe(true)
})

test('minus zero is an offset: RFC 3339 section 4.3 gives it a meaning', () => {
  expect(isDateTime('2026-01-01T00:00:00-00:00')).toBe(true)
})
