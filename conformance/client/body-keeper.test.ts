import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BodyKeeper } from './body-keeper.ts'

const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 30 })

test('a body in any pieces is kept up to the limit, with its length, and a digest of all of it where it was cut', () =>
  fc.assert(
    fc.property(pieces, fc.nat({ max: 600 }), (parts, most) => {
      const keeper = new BodyKeeper(most)
      for (const part of parts) keeper.push(part)
      const whole = Buffer.concat(parts)
      const { body, length, sha256 } = keeper.finish()
      expect(Buffer.from(body)).toEqual(whole.subarray(0, most))
      expect(length).toBe(whole.length)
      expect(sha256).toBe(whole.length > most ? createHash('sha256').update(whole).digest('hex') : undefined)
    }),
  ))

test('a piece that changes after it was pushed changes nothing', () => {
  const keeper = new BodyKeeper(10)
  const piece = Buffer.from('as it was')
  keeper.push(piece)
  piece.fill('x')
  expect(Buffer.from(keeper.finish().body).toString()).toBe('as it was')
})
