import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Observed, Quantity, Trait } from './contrast.ts'
import { contrastOf } from './contrast.ts'

interface Sample {
  readonly marked: boolean
  readonly amount: number
}

const marked: Trait<Sample> = { having: 'with a mark', holds: (sample) => sample.marked }
const amount: Quantity<Sample> = {
  of: (sample) => sample.amount,
  atLeast: (limit) => ({ having: `from ${limit} on` }),
  atMost: (limit) => ({ having: `up to ${limit}` }),
}

function observed(count: number, isWrong: boolean, sample: Partial<Sample>): readonly Observed<Sample>[] {
  return Array.from({ length: count }, () => ({ sample: { marked: false, amount: 0, ...sample }, isWrong }))
}

describe('contrastOf', () => {
  test('counts every sample once, and scores between 0 and 1', () => {
    const samples = fc.array(fc.record({ sample: fc.record({ marked: fc.boolean(), amount: fc.nat(9) }), isWrong: fc.boolean() }))
    fc.assert(
      fc.property(samples, (all) => {
        const found = contrastOf(all, [marked], [amount])
        if (found === undefined) return
        expect(found.having.all + found.others.all).toBe(all.length)
        expect(found.having.wrong + found.others.wrong).toBe(all.filter(({ isWrong }) => isWrong).length)
        expect(found.score).toBeGreaterThan(0)
        expect(found.score).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('a trait that parts the wrong from the right is found, whatever else there is', () => {
    const noise = fc.array(fc.nat(9), { minLength: 40, maxLength: 80 })
    fc.assert(
      fc.property(noise, fc.integer({ min: 5, max: 20 }), (amounts, wrong) => {
        const all = amounts.map((each, index) => ({ sample: { marked: index < wrong, amount: each }, isWrong: index < wrong }))
        expect(contrastOf(all, [marked], [amount])).toMatchObject({ having: { wrong, all: wrong }, others: { wrong: 0 }, score: 1 })
      }),
    )
  })

  test('where all went wrong, or all went right, there is nothing to tell apart', () => {
    expect(contrastOf(observed(50, true, { marked: true }), [marked], [amount])).toBeUndefined()
    expect(contrastOf(observed(50, false, { marked: true }), [marked], [amount])).toBeUndefined()
  })

  test('what two of ten may have in common by chance is not told', () => {
    expect(contrastOf([...observed(2, true, { marked: true }), ...observed(8, false, {})], [marked])).toBeUndefined()
    expect(contrastOf([...observed(2, true, { marked: true }), ...observed(300, false, {})], [marked])?.trait).toBe(marked)
  })

  test('of a defect that is usual, less evidence will do', () => {
    const few = [...observed(4, true, { marked: true }), ...observed(5, false, {})]
    expect(contrastOf(few, [marked])).toBeUndefined()
    expect(contrastOf(few, [{ ...marked, isUsual: true }])).toMatchObject({ having: { wrong: 4, all: 4 }, others: { wrong: 0, all: 5 } })
  })

  test('a few exceptions do not hide a trait, and are counted', () => {
    const all = [...observed(90, true, { marked: true }), ...observed(3, true, {}), ...observed(100, false, {})]
    expect(contrastOf(all, [marked])).toMatchObject({ having: { wrong: 90, all: 90 }, others: { wrong: 3, all: 103 } })
  })

  test('what happens about as often without the trait is not told by it', () => {
    const all = [...observed(60, true, { marked: true }), ...observed(140, false, { marked: true })]
    expect(contrastOf([...all, ...observed(6, true, {}), ...observed(20, false, {})], [marked])).toBeUndefined()
  })

  test('a limit is set where it parts best, on either side', () => {
    const late = [...observed(20, false, { amount: 3 }), ...observed(20, true, { amount: 7 }), ...observed(5, true, { amount: 9 })]
    expect(contrastOf(late, [], [amount])).toMatchObject({ trait: { having: 'from 7 on' }, score: 1 })
    const early = late.map(({ sample, isWrong }) => ({ sample, isWrong: !isWrong }))
    expect(contrastOf(early, [], [amount])).toMatchObject({ trait: { having: 'up to 3' }, score: 1 })
  })
})
