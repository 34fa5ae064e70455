import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remembered } from './remembered.ts'

test('it answers as the function does, whatever is asked how often', () => {
  const questions = fc.array(fc.oneof(fc.string(), fc.string({ minLength: 200, maxLength: 300 }), fc.constantFrom('a', 'b')))
  fc.assert(
    fc.property(questions, (all) => {
      const ask = remembered((question) => `${question}!`)
      for (const question of all) expect(ask(question)).toBe(`${question}!`)
    }),
  )
})

test('a question of lately is not asked twice; a long one always is, and what is old is forgotten', () => {
  const asked: string[] = []
  const ask = remembered((question) => asked.push(question))
  const long = 'x'.repeat(257)
  for (const question of ['a', 'a', long, long]) ask(question)
  expect(asked).toEqual(['a', long, long])
  for (let count = 0; count < 1000; count += 1) ask(`b${count}`)
  ask('a')
  expect(asked.filter((question) => question === 'a')).toHaveLength(2)
})
