import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pausesOf } from './pauses.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('each pause ends when its time is over, or with all of them, and leaves no timer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 200 })), fc.nat({ max: 300 }), async (lengths, until) => {
      const { pause, end } = pausesOf()
      const ended: number[] = []
      const all = lengths.map((length, index) => pause(length).then(() => ended.push(index)))
      await vi.advanceTimersByTimeAsync(until)
      expect(ended.toSorted((a, b) => a - b)).toEqual(lengths.flatMap((length, index) => (length <= until ? [index] : [])))
      end()
      await Promise.all(all)
      await pause(1000)
      expect(vi.getTimerCount()).toBe(0)
    }),
  )
})
