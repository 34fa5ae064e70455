import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Seats } from './seats.ts'

test('as many are taken as those under way are wide, never more than there are, and who came first begins first', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 20 }),
      async (count, widths) => {
        const seats = new Seats(count)
        const begun: number[] = []
        let [taken, most] = [0, 0]
        await Promise.all(
          widths.map((width, index) =>
            seats.seated(width, async () => {
              begun.push(index)
              taken += Math.min(width, count)
              most = Math.max(most, taken)
              await pause(index % 3)
              taken -= Math.min(width, count)
            }),
          ),
        )
        expect(begun).toEqual(widths.map((_, index) => index))
        expect(most).toBeLessThanOrEqual(count)
        const widest = Math.max(0, ...widths)
        expect(most).toBeGreaterThanOrEqual(Math.min(widest, count))
      },
    ),
    { numRuns: 30 },
  ))

test('who fails gives the seat back', async () => {
  const seats = new Seats(1)
  await expect(seats.seated(1, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(seats.seated(5, async () => 'sat')).resolves.toBe('sat')
})
