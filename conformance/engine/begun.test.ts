import { expect, test } from 'vitest'
import { Story } from '../testing/story.ts'
import { Begun } from './begun.ts'
import { Closure } from './closure.ts'

test('a case is expected to go on as long as the longest of its scenario did, less what it has sent', () => {
  const closure = new Closure()
  const begun = new Begun(closure)
  const story = new Story(['manager-1'])
  const sent = (id: string, count: number): void => {
    for (let number = 0; number < count; number += 1) story.probe('manager-1', 404, { scenario: 'races', case: id })
    for (const event of story.history().events.slice(-count)) closure.on(event)
  }
  expect(begun.requestsWith('races')).toBe(8)
  begun.begin('races', 'races#1')
  sent('races#1', 20)
  expect(begun.requestsWith('races')).toBe(8)
  begun.end('races', 'races#1')
  begun.begin('races', 'races#2')
  sent('races#2', 5)
  expect(begun.requestsWith('lifecycle')).toBe(15 + 8)
})
