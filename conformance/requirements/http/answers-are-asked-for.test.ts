import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { answersAreAskedFor } from './answers-are-asked-for.ts'

/** A connection that carried one request, and closed 5 ms after the answer. */
function closed(unsolicited: boolean, told: Told = {}): Story {
  const story = new Story().tell({ at: 10, took: 2, ...told })
  return story.event({
    kind: 'connection',
    connection: 1,
    door: 'target',
    event: 'closed',
    at: 17,
    ...(unsolicited ? { unsolicited: true as const } : {}),
  })
}

describe('http/answers-are-asked-for', () => {
  test('bytes after the end of an answer are a warning that names the request before them', () => {
    expect(closed(true).judgedBy(answersAreAskedFor)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: 'unsolicited', got: 'more bytes, 5 ms after the answer had ended', exchanges: [1] }],
    })
  })

  test('a connection that just closes keeps it', () => {
    expect(closed(false).judgedBy(answersAreAskedFor)).toEqual({ exercised: 1, findings: [] })
  })

  test('what is no HTTP may be read as several requests', () => {
    expect(closed(true, { framing: 'raw', status: 400 }).judgedBy(answersAreAskedFor)).toEqual({ exercised: 0, findings: [] })
  })

  test('a connection without a whole answer tells nothing', () => {
    expect(closed(true, { failure: { code: 'malformed' } }).judgedBy(answersAreAskedFor)).toEqual({ exercised: 0, findings: [] })
  })
})
