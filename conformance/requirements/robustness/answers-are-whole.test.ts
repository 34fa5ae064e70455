import { describe, expect, test } from 'vitest'
import type { Failure } from '../../history/events.ts'
import { Story } from '../../testing/story.ts'
import { answersAreWhole } from './answers-are-whole.ts'

function failed(failure: Partial<Failure>): Story {
  return new Story(['manager-1']).tell({ failure: { message: 'the connection closed in the body', bytesRead: 120, ...failure } })
}

describe('robustness/answers-are-whole', () => {
  test.each(['closed', 'reset', 'timeout', 'malformed', 'too-large'] as const)('an answer that ended as %s is a finding', (code) => {
    expect(failed({ code }).judgedBy(answersAreWhole)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: code,
          expected: 'a whole HTTP answer',
          got: 'the connection closed in the body (an unknown id)',
          exchanges: [1],
        },
      ],
    })
  })

  test('bytes that are no HTTP are a finding from the first one on', () => {
    expect(failed({ code: 'malformed', bytesRead: 0 }).judgedBy(answersAreWhole).findings).toHaveLength(1)
  })

  test('a whole answer keeps it', () => {
    expect(new Story().probe('manager-1', 404).judgedBy(answersAreWhole)).toEqual({ exercised: 1, findings: [] })
  })

  test.each(['aborted', 'interrupted', 'connect'] as const)('an answer that we cut short ourselves (%s) proves nothing', (code) => {
    expect(failed({ code }).judgedBy(answersAreWhole)).toEqual({ exercised: 0, findings: [] })
  })

  test('no byte at all is `robustness/every-request-is-answered`', () => {
    expect(failed({ code: 'closed', bytesRead: 0 }).judgedBy(answersAreWhole)).toEqual({ exercised: 0, findings: [] })
  })

  test('whoever is sent bytes that are no HTTP may answer as it likes', () => {
    const story = new Story().tell({ framing: 'raw', failure: { code: 'closed', bytesRead: 12 } })
    expect(story.judgedBy(answersAreWhole)).toEqual({ exercised: 0, findings: [] })
  })

  test('while the target is being restarted, anything may break', () => {
    const story = new Story().event({ kind: 'restart', begin: 0, end: 5 }).tell({ failure: { code: 'reset', bytesRead: 12 } })
    expect(story.judgedBy(answersAreWhole)).toEqual({ exercised: 0, findings: [] })
  })

  test('another operation, which only tries credentials, gets a warning', () => {
    const doors = [
      { name: 'target', kind: 'target' as const, url: 'http://127.0.0.1:4010' },
      { name: 'feed', kind: 'probe' as const, url: 'http://127.0.0.1:4010', operation: 'GET /feed' },
    ]
    const story = new Story(undefined, { doors }).tell({ door: 'feed', target: '/feed', failure: { code: 'timeout', bytesRead: 12 } })
    expect(story.judgedBy(answersAreWhole).findings).toMatchObject([{ level: 'should' }])
  })
})
