import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Layer } from './layers.ts'
import { idIn, layerOn, put, settled, sizeOf, sliceOf, tokenIn } from './layers.ts'
import { manyEntries } from './testing/arbitrary-entries.ts'

const entries = manyEntries(600)

test('however often a list is kept, it reads as one list, and is made of few layers', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 15, size: 'max' }), fc.boolean(), (counts, growing) => {
      const added = growing ? counts : counts.toSorted((a, b) => b - a)
      let list = layerOn(undefined)
      let size = 0
      for (const count of added) {
        put(list, entries.slice(0, size + count))
        size += count
        list = layerOn(settled(list))
      }
      expect(sizeOf(list)).toBe(size)
      expect(sliceOf(list, 0, Infinity)).toStrictEqual(entries.slice(0, size).map(({ token }) => token))
      expect(sliceOf(list, 7, 19)).toStrictEqual(
        entries
          .slice(0, size)
          .slice(7, 19)
          .map(({ token }) => token),
      )
      for (const { token, digest } of entries.slice(0, size)) expect(tokenIn(list, idIn(list, digest) ?? '')).toBe(token)
      expect(idIn(list, 'nobody')).toBeUndefined()
      expect(depthOf(list)).toBeLessThanOrEqual(2 + Math.log2(size + 1))
    }),
  ))

test('what changes afterwards changes nothing that was kept', () => {
  const list = layerOn(undefined)
  put(list, entries.slice(0, 3))
  const kept = settled(list)
  const now = layerOn(kept)
  put(now, entries.slice(3, 5))
  for (const { token } of entries.slice(0, 1)) now.tokens.set(token.id, { ...token, expiresAt: 1 })
  settled(now)
  expect(sliceOf(kept, 0, 10)).toStrictEqual(entries.slice(0, 3).map(({ token }) => token))
})

function depthOf(list: Layer): number {
  return list.below === undefined ? 1 : 1 + depthOf(list.below)
}
