import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growthOf } from './vitals.mjs'

/** One sample a minute for an hour, each off by some megabytes. */
const hours = fc.record({
  idle: fc.integer({ min: 40, max: 200 }),
  noise: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 60, maxLength: 60 }),
})

test('memory that only goes up and down has no slope', () =>
  fc.assert(
    fc.property(hours, ({ idle, noise }) => {
      const { growth, allowed } = growthOf(noise.map((off, minute) => ({ at: minute * 60, memory: idle + off })))
      expect(growth).toBeLessThan(allowed)
    }),
  ))

test('a leak of 50 MB an hour has one, whatever the noise', () =>
  fc.assert(
    fc.property(hours, ({ idle, noise }) => {
      const { growth, allowed } = growthOf(noise.map((off, minute) => ({ at: minute * 60, memory: idle + off + (minute * 50) / 60 })))
      expect(growth).toBeGreaterThan(allowed)
    }),
  ))

test('warming up is no slope', () => {
  const samples = Array.from({ length: 60 }, (_, minute) => ({ at: minute * 60, memory: 60 + 100 * Math.min(1, minute / 14) }))
  expect(growthOf(samples).growth).toBe(0)
})
