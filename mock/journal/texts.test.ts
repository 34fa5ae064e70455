import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Kept } from './texts.ts'
import { textsOf } from './texts.ts'

/** Long enough for the ring to go round and to grow. */
const text = fc.tuple(fc.string({ unit: 'binary', maxLength: 50 }), fc.nat({ max: 900 })).map(([some, times]) => some.repeat(times))
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: text }, { weight: 2, arbitrary: fc.constant('drop' as const) }), { maxLength: 60 })

test('every text that was put and not let go of is there, however often the ring went round or grew', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const texts = textsOf()
      const kept: { readonly at: Kept; readonly text: string }[] = []
      for (const step of all) {
        const oldest = step === 'drop' ? kept.shift() : undefined
        if (oldest !== undefined) texts.drop(oldest.at)
        else kept.push({ at: texts.put(step), text: step })
        expect(kept.map(({ at }) => texts.get(at))).toEqual(kept.map((each) => each.text))
      }
    }),
  )
})

test('a lone surrogate becomes the character that stands for it', () => {
  const texts = textsOf()
  expect(texts.get(texts.put('a\ud800b'))).toBe('a\ufffdb')
})
