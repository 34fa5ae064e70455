import { describe, expect, test } from 'vitest'
import { Story } from '../conformance/testing/story.ts'
import { coverageOf } from './coverage.ts'

/** How often a part of the contract was seen in a story. */
function seen(story: Story, title: string, name: string): number | undefined {
  const groups = coverageOf(story.history().events) ?? []
  return groups.find((group) => group.title === title)?.items.find((item) => item.name === name)?.seen
}

/** Tokens that have been seen alive, so that their state is certain. */
function alive(): Story {
  return new Story(['manager-1', 'revocable-1']).probe('garbage', 401).probe('manager-1', 404).probe('revocable-1', 404)
}

const life = 'Transitions of a token’s life'

describe('coverage counts', () => {
  test('documented statuses, those that never came as 0', () => {
    expect(seen(alive().revoke('revocable-1'), 'Documented statuses', '201')).toBe(1)
    expect(seen(alive(), 'Documented statuses', '422')).toBe(0)
  })

  test('credentials by their state', () => {
    const story = alive().revoke('revocable-1').probe('revocable-1', 401)
    expect(seen(story, 'Credentials', 'the credential of a revoked token')).toBe(1)
    expect(seen(alive(), 'Credentials', 'the credential of a revoked token')).toBe(0)
  })

  test.each([
    ['null', null],
    ['{}', {}],
    ['{"reason": null}', { reason: null }],
    ['{"reason": "…"}', { reason: 'left the company' }],
    ['extra properties', { colour: 'red' }],
  ])('the body form %s', (name, body) => {
    expect(seen(alive().tell({ of: 'revocable-1', body }), 'Bodies', name)).toBe(1)
    expect(seen(alive(), 'Bodies', name)).toBe(0)
  })

  test('bodies that are no JSON apart from those that do not fit', () => {
    const story = alive().tell({ of: 'revocable-1', body: '{', status: 422 })
    expect(seen(story, 'Bodies', 'a body that is no JSON')).toBe(1)
    expect(seen(story, 'Bodies', 'a body that does not fit the schema')).toBe(0)
  })

  test('the transitions of a life', () => {
    const story = alive()
      .tell({ of: 'revocable-1', body: { reason: 5 }, status: 422 })
      .revoke('revocable-1')
      .probe('revocable-1', 401)
    expect(seen(story, life, 'live → live: a bad request was refused')).toBe(1)
    expect(seen(story, life, 'live → revoked, by a manager')).toBe(1)
    expect(seen(story, life, 'revoked → revoked: used, and rejected')).toBe(1)
    expect(seen(story, life, 'revoked → revoked: asked again')).toBe(0)
  })
})

test('without a history there is nothing to tell', () => {
  expect(coverageOf([])).toBeUndefined()
  expect(coverageOf([{ kind: 'footer', at: 1, complete: true }])).toBeUndefined()
})
