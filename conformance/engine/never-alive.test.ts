import { expect, test } from 'vitest'
import { Story } from '../testing/story.ts'
import { neverAliveNotice } from './never-alive.ts'

const cast = ['manager-1', 'revocable-1', 'revocable-2']

function notice(story: Story): string | undefined {
  return neverAliveNotice(story.history())
}

test('a token that was refused when it was first tried is named, with the request that shows it', () => {
  const story = new Story(cast).probe('garbage', 401).probe('manager-1', 404).probe('revocable-1', 401).probe('revocable-2', 404)
  expect(notice(story)).toMatch(
    /^Never accepted: revocable-1\. The provisioner issued them, revocable-1 was first tried 34 ms later \(request 3\)/,
  )
})

test('of many a few are named', () => {
  const many = Array.from({ length: 9 }, (_, index) => `revocable-${index + 1}`)
  const story = many.reduce((told, alias) => told.probe(alias, 401), new Story(['manager-1', ...many]).probe('manager-1', 404))
  expect(notice(story)).toContain('Never accepted: revocable-1, revocable-2, revocable-3, revocable-4 and 5 more.')
})

test.each<[string, (story: Story) => Story]>([
  ['accepted first', (story) => story.probe('revocable-1', 404).probe('revocable-1', 401)],
  ['accepted later', (story) => story.probe('revocable-1', 401).probe('revocable-1', 404)],
  ['revoked before its first use', (story) => story.revoke('revocable-1').probe('revocable-1', 401)],
  ['never tried', (story) => story],
  ['refused for its request', (story) => story.tell({ by: 'revocable-1', id: 'no-uuid', status: 401 })],
])('a token that was %s is not', (_, tell) => {
  expect(notice(tell(new Story(cast).probe('garbage', 401).probe('manager-1', 404)))).toBeUndefined()
})

test('an expired one is not, nor anybody where nobody is accepted', () => {
  expect(notice(new Story(['manager-1', 'expired-1']).probe('manager-1', 404).probe('expired-1', 401))).toBeUndefined()
  expect(notice(new Story(cast).probe('manager-1', 401).probe('revocable-1', 401))).toBeUndefined()
})
