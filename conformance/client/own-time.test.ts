import { expect, test } from 'vitest'
import { afterOwnTime } from './own-time.ts'

/** A clock that is moved by hand, and how many steps are waited until the callback. */
async function stepsUntilCalled(ms: number, tookEach: number): Promise<number> {
  let [now, reads] = [0, 0]
  // It is read at the beginning and at the end of every step.
  const clock = (): number => {
    reads += 1
    if (reads % 2 === 0) now += tookEach
    return now
  }
  await new Promise<void>((resolve) => void afterOwnTime(ms, clock, resolve))
  return reads / 2
}

test('time that passes as it should is counted as it is', async () => {
  expect(await stepsUntilCalled(10, 1)).toBe(10)
})

test('of a step in which the process was held up, little is counted', async () => {
  expect(await stepsUntilCalled(10, 1000)).toBe(7)
})

test('what was called off is never called', async () => {
  let called = false
  const off = afterOwnTime(
    1,
    () => performance.now(),
    () => (called = true),
  )
  off()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(called).toBe(false)
})
