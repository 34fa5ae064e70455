import { expect, test } from 'vitest'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import { racesIn } from './race-count.ts'

const cast = ['manager-1', 'revocable-1', 'revocable-2']

test('a race is a revocation beside another request about the same token', () => {
  const beside = new Story(cast).revoke('revocable-1', { at: 10, took: 5 }).probe('revocable-1', 404, { at: 12, took: 1 })
  expect(racesIn(beside.history()).count).toBe(1)
  const twice = new Story(cast).revoke('revocable-1', { at: 10, took: 5 }).revoke('revocable-1', { at: 11, took: 5 })
  expect(racesIn(twice.history()).count).toBe(1)
})

test('requests one after the other, about different tokens, or that revoke nothing are none', () => {
  const apart = new Story(cast).revoke('revocable-1').probe('revocable-1', 401)
  const others = new Story(cast).revoke('revocable-1', { at: 10, took: 5 }).revoke('revocable-2', { at: 11, took: 5 })
  const uses = new Story(cast).probe('revocable-1', 404, { at: 10, took: 5 }).probe('revocable-1', 404, { at: 11, took: 5 })
  for (const story of [apart, others, uses]) expect(racesIn(story.history())).toEqual({ count: 0, chanceToMiss: 1 })
})

test('the chance to miss a defect that one race in twenty shows falls with each race', () => {
  const tokens = Array.from({ length: 60 }, (_, index) => `revocable-${index + 1}`)
  const story = tokens.reduce(
    (told, of, index) => told.revoke(of, { at: 10 * index, took: 5 }).probe(of, 404, { at: 10 * index + 1, took: 1 }),
    new Story(['manager-1', ...tokens]),
  )
  expect(racesIn(story.history())).toEqual({ count: 60, chanceToMiss: 0.046 })
})

test('a race of which an answer was lost, or came from a target that had no time, shows nothing', () => {
  const race = (told: Told): Story =>
    new Story(cast)
      .revoke('revocable-1', { at: 10, took: 5 })
      .revoke('revocable-1', { at: 11, took: 5 })
      .revoke('revocable-1', { at: 12, ...told })
  expect(racesIn(race({}).history()).count).toBe(1)
  expect(racesIn(race({ status: null }).history()).count).toBe(0)
  const limited = new Story(cast).revoke('revocable-1', { at: 10, took: 5 }).revoke('revocable-1', { at: 11, took: 5, status: 429 })
  expect(racesIn(limited.history()).count).toBe(0)
})

test('a race counts whatever was lost after it', () => {
  const story = new Story(cast).revoke('revocable-1', { at: 10, took: 5 }).revoke('revocable-1', { at: 11, took: 5 })
  expect(racesIn(story.probe('revocable-1', 401, { status: null }).history()).count).toBe(1)
})
