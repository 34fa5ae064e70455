import { describe, expect, test } from 'vitest'
import { situations } from '../testing/situations.ts'
import { setup } from '../testing/setup.ts'
import { readings, toReadings } from './readings.ts'

describe.each(readings)('$name', ({ name, values, default: first }) => {
  test.each(values)('can be $value', async ({ value }) => {
    expect(await situations[name]?.(await setup({ readings: { [name]: value } }))).toBe(value)
  })

  test('is its first value when nothing is said', async () => {
    expect(first).toBe(values[0]?.value)
    expect(await situations[name]?.(await setup())).toBe(first)
  })
})

test('a reading or a value that does not exist is refused by name', () => {
  expect(() => toReadings({ nothing: '1' })).toThrow('no reading "nothing"')
  expect(() => toReadings({ repeat: '500' })).toThrow('"repeat" cannot be "500"')
})
