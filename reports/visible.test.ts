import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { texts } from './testing/arbitrary-results.ts'
import { visible } from './visible.ts'

test('no text can move the terminal, break a line, or turn the direction of writing', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const shown = visible(text)
      expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(stripVTControlCharacters(shown)).toBe(shown)
      expect(shown.isWellFormed()).toBe(true)
    }),
  )
})

test('ordinary text of any script stays as it is', () => {
  expect(visible('naïve 東京 🙂 "quoted" ⟦revocable-7⟧')).toBe('naïve 東京 🙂 "quoted" ⟦revocable-7⟧')
})

test('what was hidden can be read', () => {
  expect(visible('a\u001b[31m\r\n\t\u0000\u202e\ud800')).toBe('a\\x1b[31m\\r\\n\\t\\x00\\u202e\\ud800')
})
