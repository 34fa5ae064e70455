import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanJson } from './json-scan.ts'

/** JSON, JSON with a piece cut off or put in, and noise made of its characters. */
const texts = fc.oneof(
  fc.json(),
  fc.json().chain((json) => fc.nat({ max: json.length }).map((end) => json.slice(0, end))),
  fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom(',', '}', '"', '\\', 'x', ':', '[', '\n', '1'))
    .map(([json, at, piece]) => json.slice(0, at) + piece + json.slice(at)),
  fc.string({
    unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'u', '0', 'a', '1', ' ', '-', '.', 'e', 'null', 'true', '\n'),
  }),
)

test('a text has an error exactly when JSON.parse refuses it', () =>
  fc.assert(
    fc.property(texts, (text) => {
      expect(scanJson(text).error === undefined).toBe(isJson(text))
    }),
    { numRuns: 2000 },
  ))

test('the members are those of the outermost object, duplicates included', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.jsonValue())), (members) => {
      const text = `{${members.map(([key, value]) => `${JSON.stringify(key)} : ${JSON.stringify(value)}`).join(' , ')}}`
      const found = scanJson(text).members.map(({ key, start, end }) => [key, JSON.parse(text.slice(start, end))])
      expect(found).toEqual(JSON.parse(JSON.stringify(members)))
    }),
  ))

// As Python 3.11 words them and counts them.
test.each([
  ['', 0, 'Expecting value'],
  ['{', 1, 'Expecting property name enclosed in double quotes'],
  ['{"a"', 4, "Expecting ':' delimiter"],
  ['{"a": 1 "b"}', 8, "Expecting ',' delimiter"],
  ['[1,]', 3, 'Expecting value'],
  ['{} {}', 3, 'Extra data'],
  ['"abc', 0, 'Unterminated string starting at'],
  ['"a\nb"', 2, 'Invalid control character at'],
  [String.raw`"\x"`, 1, String.raw`Invalid \escape`],
  [String.raw`"\u12"`, 2, String.raw`Invalid \uXXXX escape`],
  ['NaN', 0, 'Expecting value'],
])('the error in %j is at %i: %s', (text, position, message) => {
  expect(scanJson(text).error).toEqual({ position, message })
})

test('a million brackets are counted, not climbed', () => {
  expect(scanJson('['.repeat(1e6) + ']'.repeat(1e6))).toMatchObject({ error: undefined, depth: 1e6 })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
