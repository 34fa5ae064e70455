import { expect, test } from 'vitest'
import { crashes } from './kills.mjs'

// `npm run crash -- --kills 200` does it two hundred times.
test('a mock that is killed at any moment has lost nothing that it acknowledged, and starts again by itself', async () => {
  const { acknowledged, checked, problems } = await crashes(4, { longest: 300 })
  expect(problems).toEqual([])
  expect(acknowledged).toBeGreaterThan(0)
  expect(checked).toBeGreaterThanOrEqual(acknowledged)
})
