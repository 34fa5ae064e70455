import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { Pace } from './pace.ts'

vi.mock('node:timers/promises', () => ({ setTimeout: vi.fn<() => Promise<void>>(async () => {}) }))

const { signal } = new AbortController()

/** How long each of some groups of requests waits, in ms, that all come at once. */
async function waitsOf(rate: number | undefined, sizes: readonly number[]): Promise<unknown[]> {
  vi.mocked(sleep).mockClear()
  const pace = new Pace(rate, () => 0)
  for (const size of sizes) await pace.turn(signal, size)
  return vi.mocked(sleep).mock.calls.map(([ms]) => ms)
}

test('requests are a gap apart', async () => {
  expect(await waitsOf(10, [1, 1, 1])).toEqual([100, 200])
})

test('what begins together waits for the last of its turns, and what comes after it for the next', async () => {
  expect(await waitsOf(10, [1, 3, 1, 2])).toEqual([300, 400, 600])
})

test('without a rate nothing waits', async () => {
  expect(await waitsOf(undefined, [1, 40, 1])).toEqual([])
})
