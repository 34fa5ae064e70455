import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visible } from '../visible.ts'
import { texts } from '../testing/arbitrary-results.ts'
import { columnsOf, cut, duration, wrap } from './layout.ts'

const widths = fc.integer({ min: 10, max: 120 })
const shown = texts.map(visible)

describe('wrap', () => {
  test('makes no line wider than it may be', () => {
    fc.assert(
      fc.property(shown, widths, (text, width) => {
        for (const line of wrap(text, width)) expect(columnsOf(line)).toBeLessThanOrEqual(width)
      }),
    )
  })

  test('loses nothing but the white space it breaks at', () => {
    fc.assert(
      fc.property(shown, widths, (text, width) => {
        const bare = (value: string) => value.replaceAll(/\s/g, '')
        expect(bare(wrap(text, width).join(''))).toBe(bare(text))
      }),
    )
  })

  test('stops at its limit and says so', () => {
    fc.assert(
      fc.property(shown, widths, fc.integer({ min: 1, max: 5 }), (text, width, limit) => {
        const lines = wrap(text, width, limit)
        expect(lines.length).toBeLessThanOrEqual(limit)
        expect(lines.at(-1)?.endsWith('…') === true || wrap(text, width).length <= limit).toBe(true)
      }),
    )
  })

  test('breaks at spaces where there are any', () => {
    expect(wrap('the token is added to a blacklist', 14)).toEqual(['the token is', 'added to a', 'blacklist'])
  })
})

test('what is cut fits, and ends in an ellipsis only when something is missing', () => {
  fc.assert(
    fc.property(shown, widths, (text, width) => {
      const short = cut(text, width)
      expect(columnsOf(short)).toBeLessThanOrEqual(width)
      expect(short === text).toBe(columnsOf(text) <= width)
    }),
  )
})

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [4210.5, '4.2 s'],
  [185_000, '3 min 5 s'],
])('%d ms reads as %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text)
})
