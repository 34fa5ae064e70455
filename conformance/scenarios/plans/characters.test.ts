import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyCharacter } from './characters.ts'

const ours = fc.string({ unit: anyCharacter, maxLength: 40 })
const theirs = fc.string({ unit: 'binary', maxLength: 40 })

test('strings are drawn as fast-check draws those of its own unit', () =>
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      expect(fc.sample(ours, { seed, numRuns: 20 })).toEqual(fc.sample(theirs, { seed, numRuns: 20 }))
    }),
  ))

test('they shrink alike, drawn or given', () =>
  fc.assert(
    fc.property(fc.integer(), fc.string({ unit: 'binary', minLength: 1 }), fc.integer({ min: 1, max: 0x10ffff }), (seed, given, limit) => {
      const smallest = (arbitrary: fc.Arbitrary<string>): unknown => {
        const isSmall = (text: string): boolean => Array.from(text).every((character) => (character.codePointAt(0) ?? 0) < limit)
        const { counterexample, counterexamplePath } = fc.check(fc.property(arbitrary, isSmall), { seed, examples: [[given]] })
        return { counterexample, counterexamplePath }
      }
      expect(smallest(ours)).toEqual(smallest(theirs))
    }),
    { numRuns: 50 },
  ))

test.each(['', 'ab', '\ud800', '\udfff', 5, null])('%j is no character, and has no place among them', (value) => {
  expect(anyCharacter.canShrinkWithoutContext(value)).toBe(false)
})
