import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { answersAreNotCached } from './answers-are-not-cached.ts'

function controlled(...lines: readonly string[]): Story {
  return new Story().probe('manager-1', 404, { answerHeaders: lines.map((value) => ['Cache-Control', value] as const) })
}

describe('http/answers-are-not-cached', () => {
  test.each(['public', 'public, max-age=60', 'max-age=3600', 's-maxage=10', 'private, max-age="5"'])('%s is worth knowing', (control) => {
    expect(controlled(control).judgedBy(answersAreNotCached)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'may', key: 'may be kept', got: control, exchanges: [1], at: 'cache-control' }],
    })
  })

  test.each([[[]], [['no-store']], [['max-age=0']], [['no-cache, private']], [['max-age=60', 'no-store']]])('%j keeps it', (lines) => {
    expect(controlled(...lines).judgedBy(answersAreNotCached)).toEqual({ exercised: 1, findings: [] })
  })

  test('a preflight may be cached', () => {
    const story = new Story().tell({ method: 'OPTIONS', status: 204, answerHeaders: [['Cache-Control', 'max-age=600']] })
    expect(story.judgedBy(answersAreNotCached)).toEqual({ exercised: 0, findings: [] })
  })
})
