import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanJson } from './json-scan.ts'
import { strictened, withoutNaN } from './lenient-json.ts'

test('what is JSON stays what it is', () =>
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space)
      expect(JSON.parse(strictened(text))).toEqual(JSON.parse(text))
      expect(JSON.parse(withoutNaN(text))).toEqual(JSON.parse(text))
    }),
  ))

test.each([
  ['{"a": 1,}', { a: 1 }],
  ['[1, [2, ], ]', [1, [2]]],
  ['{"a": 1} trailing', { a: 1 }],
  ['/* one */ {"a": /* two */ 1} // three', { a: 1 }],
  ['{"a": "b\u0001c\n"}', { a: 'b\u0001c\n' }],
  ['{"a": NaN, "b": -Infinity}', { a: Infinity, b: -Infinity }],
  [String.raw`{"a": "NaN, // \" ,}"}`, { a: 'NaN, // " ,}' }],
])('%s is understood', (text, value) => {
  expect(JSON.parse(strictened(text))).toEqual(value)
})

test.each(['{"a": "b', '{"a": 1', '{"a" 1}', '[1,,2]', '{,}}', '/* open {"a": 1}'])('%s stays broken', (text) => {
  expect(() => JSON.parse(strictened(text)) as unknown).toThrow(SyntaxError)
})

test('the time a hostile text takes grows with its length only', () => {
  for (const text of [String.raw`"\"`.repeat(3e5), '/*'.repeat(5e5), '['.repeat(1e6), ','.repeat(1e6), '"'.repeat(1e6 - 1)]) {
    const before = performance.now()
    strictened(text)
    scanJson(text)
    expect(performance.now() - before).toBeLessThan(3000)
  }
})
