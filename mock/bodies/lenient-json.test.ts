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

test.each([String.raw`"\"`, '/*', '[', ',', '"'])('what a text of nothing but %s costs grows with its length only', (piece) => {
  const costOf = (times: number): number => {
    const text = piece.repeat(times)
    const took = Array.from({ length: 3 }, () => {
      const before = performance.now()
      strictened(text)
      scanJson(text)
      return performance.now() - before
    })
    return Math.min(...took)
  }
  // Of 32 times the length: 32 times the cost where it is linear, a thousand times where it is quadratic.
  expect(costOf(32 * 5_001) / costOf(5_001)).toBeLessThan(300)
})
