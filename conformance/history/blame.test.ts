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
