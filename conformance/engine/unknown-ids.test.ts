import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isUuid } from '../interpretation/uuid.ts'
import { unknownIds } from './unknown-ids.ts'

const digits = (id: string): string => id.replaceAll('-', '')

describe('an id that nobody has', () => {
  test('is a UUID of the version and variant of those that are issued', () => {
    fc.assert(
      fc.property(fc.integer(), fc.uuid(), (seed, like) => {
        const id = unknownIds(seed)(like)
        expect(isUuid(id)).toBe(true)
        expect([digits(id)[12], digits(id)[16]]).toEqual([digits(like)[12], digits(like)[16]])
        expect(id).not.toBe(like)
      }),
    )
  })

  test('is another one at each call, and the same for the same seed', () => {
    const many = (seed: number): readonly string[] => {
      const next = unknownIds(seed)
      return Array.from({ length: 100 }, () => next())
    }
    expect(new Set(many(1)).size).toBe(100)
    expect(many(1)).toEqual(many(1))
    expect(many(1)).not.toEqual(many(2))
  })

  test('has a past time where ids begin with one', () => {
    const like = '01920f4e-7b1a-7c3d-8e2f-0a1b2c3d4e5f'
    expect(unknownIds(1)(like).slice(0, 8)).toBe(like.slice(0, 8))
  })
})
