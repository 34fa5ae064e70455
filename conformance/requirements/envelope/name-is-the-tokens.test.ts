import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { nameIsTheTokens } from './name-is-the-tokens.ts'

function saying(name: unknown): Story {
  const story = new Story(['manager-1']).issue('revocable-1', { name: 'deploy key' }).meet()
  return story.revoke('revocable-1', { data: { name } })
}

describe('envelope/name-is-the-tokens', () => {
  test('another name is a finding', () => {
    expect(saying('somebody’s key').judgedBy(nameIsTheTokens)).toMatchObject({
      exercised: 1,
      findings: [
        { level: 'must', key: 'another name', expected: '"deploy key"', got: '"somebody’s key"', exchanges: [4], at: '/data/name' },
      ],
    })
  })

  test.each(['deploy key', null, undefined, ''])('%j keeps it: silence is no lie', (name) => {
    expect(saying(name).judgedBy(nameIsTheTokens)).toEqual({ exercised: 1, findings: [] })
  })

  test('a name that is no text is the schema’s matter', () => {
    expect(saying(7).judgedBy(nameIsTheTokens).findings).toEqual([])
  })

  test('where the provisioner told no name any will do', () => {
    const story = new Story().meet().revoke('revocable-1', { data: { name: 'whatever' } })
    expect(story.judgedBy(nameIsTheTokens)).toEqual({ exercised: 1, findings: [] })
  })
})
