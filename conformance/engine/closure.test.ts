import { expect, test } from 'vitest'
import { Story } from '../testing/story.ts'
import { Closure } from './closure.ts'

function closureOf(story: Story): Closure {
  const closure = new Closure()
  for (const event of story.history().events) closure.on(event)
  return closure
}

test('a case is judged by its own exchanges, every token, and what showed that the doors tell tokens from garbage', () => {
  const story = new Story(['manager-1', 'revocable-1', 'revocable-2'])
  story.probe('garbage', 401, { scenario: 'calibration', case: 'calibration' })
  story.revoke('revocable-1', { case: 'lifecycle#1' }).revoke('revocable-2', { case: 'lifecycle#2' })
  story.probe('manager-1', 404, { scenario: 'control', case: 'control#target' }).probe('revocable-1', 401, { case: 'lifecycle#1' })
  const history = closureOf(story).historyOf('lifecycle#1')
  expect(history.exchanges.map(({ id }) => id)).toEqual([1, 2, 4, 5])
  expect(history.issued).toHaveLength(3)
})

test('a token that was issued meanwhile is known to the case', () => {
  const story = new Story(['manager-1']).revoke('manager-1', { case: 'a#1' }).issue('revocable-1')
  expect(closureOf(story).historyOf('a#1').token('revocable-1')).toBeDefined()
})
