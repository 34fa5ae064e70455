import fc from 'fast-check'
import { expect, test } from 'vitest'
import { together } from './together.ts'

/** A `later` that runs what it was given when told to. */
function setup() {
  const batches: (() => void)[] = []
  const used: number[] = []
  const take = together<number>(
    (batch) => batches.push(batch),
    (thing) => used.push(thing),
  )
  return { batches, used, take, turn: () => batches.splice(0).forEach((batch) => batch()) }
}

test('everything is used once, in its order, and no sooner than later comes', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.nat())), (steps) => {
      const { used, take, turn } = setup()
      const grown = steps.map((step) => {
        const before = used.length
        if (step === null) turn()
        else take(step)
        return step !== null && used.length > before
      })
      turn()
      expect(grown).not.toContain(true)
      expect(used).toEqual(steps.filter((step) => step !== null))
    }),
  )
})

test('one batch is asked for, however many things wait for it', () => {
  const { batches, take } = setup()
  for (let thing = 0; thing < 5; thing += 1) take(thing)
  expect(batches).toHaveLength(1)
})

test('what comes while a batch is used waits for the next one', () => {
  const used: string[] = []
  const batches: (() => void)[] = []
  const take = together<string>(
    (batch) => batches.push(batch),
    (thing) => {
      used.push(thing)
      if (thing === 'first') take('second')
    },
  )
  take('first')
  batches[0]?.()
  expect(used).toEqual(['first'])
  batches[1]?.()
  expect(used).toEqual(['first', 'second'])
})
