import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { jtiIsTheTokensOwn } from './jti-is-the-tokens-own.ts'

/** Two tokens whose `jti` the provisioner did not tell are revoked, and the answers do. */
function untold(first: unknown, second: unknown): Story {
  const story = new Story(['manager-1'])
  for (const alias of ['revocable-1', 'revocable-2']) story.issue(alias, { jti: undefined as never })
  return story
    .meet()
    .revoke('revocable-1', { data: { jti: first } })
    .revoke('revocable-2', { data: { jti: second } })
}

describe('envelope/jti-is-the-tokens-own', () => {
  test('a `jti` other than the issued one is a finding', () => {
    expect(
      new Story()
        .meet()
        .revoke('revocable-1', { data: { jti: 'another' } })
        .judgedBy(jtiIsTheTokensOwn),
    ).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'another jti',
          expected: 'the jti of revocable-1, jti-of-revocable-1',
          got: '"another"',
          exchanges: [4],
          at: '/data/jti',
        },
      ],
    })
  })

  test('one `jti` for two tokens is a finding that shows both', () => {
    expect(untold('same', 'same').judgedBy(jtiIsTheTokensOwn).findings).toMatchObject([
      { level: 'must', key: 'shared jti', got: 'the jti that revocable-1 has', exchanges: [5, 6] },
    ])
  })

  test('a `jti` for each keeps it', () => {
    expect(untold('one', 'two').judgedBy(jtiIsTheTokensOwn)).toEqual({ exercised: 2, findings: [] })
  })

  test('one token shown twice has the same `jti`', () => {
    const story = new Story(['manager-1']).issue('revocable-1', { jti: undefined as never }).meet()
    story.revoke('revocable-1', { data: { jti: 'one' } }).revoke('revocable-1', { data: { jti: 'one' } })
    expect(story.judgedBy(jtiIsTheTokensOwn)).toEqual({ exercised: 2, findings: [] })
  })

  test('a `jti` that is missing, or no text, is the schema’s matter', () => {
    for (const jti of [undefined, 7, null])
      expect(new Story().meet().revoke('revocable-1', { data: { jti } }).judgedBy(jtiIsTheTokensOwn).findings).toEqual([])
  })
})
