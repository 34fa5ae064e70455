import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deadlinesOf } from './deadlines.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('a deadline passes once its time is over, unless it was met, and no other does', () => {
  const step = fc.record({ pause: fc.nat({ max: 300 }), metAfter: fc.nat({ max: 400 }) })
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const deadlines = deadlinesOf(100)
      const late: number[] = []
      const begun: number[] = []
      const start = performance.now()
      for (const [number, { pause, metAfter }] of steps.entries()) {
        begun[number] = performance.now() - start
        const met = deadlines.start(() => late.push(number))
        setTimeout(met, metAfter)
        vi.advanceTimersByTime(pause)
      }
      vi.advanceTimersByTime(1000)
      // At the very moment of its deadline either may come first.
      const certain = steps.flatMap(({ metAfter }, number) => (metAfter > 100 ? [number] : []))
      const possible = new Set(steps.flatMap(({ metAfter }, number) => (metAfter >= 100 ? [number] : [])))
      expect(certain.filter((number) => !late.includes(number))).toEqual([])
      expect(late.filter((number) => !possible.has(number))).toEqual([])
      expect(late).toEqual(late.toSorted((a, b) => (begun[a] ?? 0) - (begun[b] ?? 0)))
    }),
  )
})

test('one timer is enough for any number of them, and none is left when all have passed', () => {
  const deadlines = deadlinesOf(100)
  for (let number = 0; number < 50; number += 1) deadlines.start(() => undefined)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(vi.getTimerCount()).toBe(0)
})
