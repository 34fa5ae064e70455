import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { otherSpellingIsAnswered } from './other-spelling-is-answered.ts'

const { id } = new Story().token('revocable-1')
const spellings = [id.toUpperCase(), id.replaceAll('-', ''), `%7B${id}%7D`, `urn:uuid:${id}`, `%61${id.slice(1)}`]

function naming(segment: string, status: number): Story {
  return new Story().meet().tell({ id: segment, status })
}

describe('existence/other-spelling-is-answered', () => {
  test.each(spellings)('401 to a live manager for %s is in no column, and a warning', (segment) => {
    expect(naming(segment, 401).probe('manager-1', 404).judgedBy(otherSpellingIsAnswered)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: 'other spelling: 401', got: '401', tokens: ['revocable-1', 'manager-1'], exchanges: [4] }],
    })
  })

  test.each([201, 400, 404, 422])('%i is the target’s choice', (status) => {
    for (const segment of spellings)
      expect(naming(segment, status).judgedBy(otherSpellingIsAnswered)).toEqual({ exercised: 1, findings: [] })
  })

  test('the issued spelling does not exercise it', () => {
    expect(naming(id, 201).judgedBy(otherSpellingIsAnswered)).toEqual({ exercised: 0, findings: [] })
  })
})
