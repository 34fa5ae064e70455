import { describe, expect, test } from 'vitest'
import { Story } from '../testing/story.ts'
import { blamedDeathsOf } from './blame.ts'

const cast = ['manager-1', 'outsider-1', 'revocable-1', 'revocable-2', 'revocable-3']

function blames(story: Story): Readonly<Record<string, string>> {
  return Object.fromEntries(blamedDeathsOf(story.history()).map(({ life, blame }) => [life.token.alias, blame]))
}

/** `revocable-2` is refused to an outsider, `revocable-1` revoked, and then `revocable-2` is dead. */
function ambiguous(): Story {
  return new Story(cast).meet().revoke('revocable-2', { by: 'outsider-1', status: 403 }).revoke('revocable-1').probe('revocable-2', 401)
}

describe('a wrong death', () => {
  test('with one possible cause is blamed on it', () => {
    expect(blames(new Story(cast).meet().revoke('revocable-2', { by: 'nobody', status: 401 }).probe('revocable-2', 401))).toEqual({
      'revocable-2': 'a refusal',
    })
    expect(blames(new Story(cast).meet().revoke('revocable-1').probe('revocable-2', 401))).toEqual({ 'revocable-2': 'another token' })
    expect(blames(new Story(cast).meet().revoke('revocable-2', { method: 'DELETE', status: 200 }).probe('revocable-2', 401))).toEqual({
      'revocable-2': 'another method',
    })
  })

  test('with several is blamed on the one that alone explains another death', () => {
    expect(blames(ambiguous().probe('revocable-3', 401))).toEqual({ 'revocable-2': 'another token', 'revocable-3': 'another token' })
    const refused = ambiguous().probe('revocable-3', 404).revoke('revocable-3', { by: 'outsider-1', status: 403 })
    expect(blames(refused.probe('revocable-3', 401))).toEqual({ 'revocable-2': 'a refusal', 'revocable-3': 'a refusal' })
  })

  test('with several and no other death is blamed on what named it, and all are candidates', () => {
    expect(blamedDeathsOf(ambiguous().history())).toMatchObject([
      { blame: 'a refusal', candidates: [{ status: 403 }, { status: 201 }].map((response) => ({ response })) },
    ])
  })
})

describe('a request that did not name the token in its path', () => {
  test.each([
    [
      'names it in a query',
      (story: Story) =>
        story.tell({ target: `/api/v1/tokens/bbbbbbbb-0000-4000-8000-000000000001/revoke?token_id=${story.token('revocable-2').id}` }),
    ],
    ['names it in its body', (story: Story) => story.tell({ body: { token_id: story.token('revocable-2').id } })],
    ['bears it', (story: Story) => story.revoke('revocable-1', { by: 'revocable-2', status: 422, body: { reason: 7 } })],
    ['has an id that may be taken for a pattern', (story: Story) => story.tell({ id: '%25', status: 404 })],
  ])('and %s is a candidate', (_, told) => {
    const story = told(new Story(cast).meet()).probe('revocable-2', 401)
    const [death] = blamedDeathsOf(story.history())
    expect(death).toMatchObject({ blame: 'another token' })
    expect(death?.candidates.map(({ id }) => id)).toEqual([story.history().exchanges.length - 1])
  })
})
