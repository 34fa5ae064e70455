import { InvalidArgumentError } from 'commander'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { natural, positive } from './flag-values.ts'

describe.each([
  [0, natural],
  [1, positive],
])('a whole number from %i', (least, read) => {
  test('is taken', () => {
    fc.assert(
      fc.property(fc.integer({ min: least, max: 999_999_999 }), (number) => {
        expect(read(String(number))).toBe(number)
      }),
    )
  })

  test('is what the refusal of anything else asks for', () => {
    const others = fc.oneof(
      fc.constantFrom('', '0.5', '1e3', ' 1', '0x1', 'many'),
      fc.integer({ max: least - 1 }).map(String),
      fc.integer({ min: 1_000_000_000 }).map(String),
    )
    const refusal = new InvalidArgumentError(`Give a whole number from ${least} to 999999999.`)
    fc.assert(
      fc.property(others, (text) => {
        expect(() => read(text)).toThrow(refusal)
      }),
    )
  })
})
