import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { allowNamesPost } from './allow-names-post.ts'

function refused(method: string, ...lines: readonly string[]): Story {
  return new Story().meet().revoke('revocable-1', { method, status: 405, answerHeaders: lines.map((value) => ['Allow', value] as const) })
}

describe('http/allow-names-post', () => {
  test('a 405 without `Allow` is a warning', () => {
    expect(refused('GET').judgedBy(allowNamesPost)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: 'absent', got: 'no Allow field', exchanges: [4], at: 'allow' }],
    })
  })

  test('an `Allow` without POST is one, too', () => {
    expect(refused('PUT', 'GET, HEAD').judgedBy(allowNamesPost).findings).toMatchObject([{ level: 'should', key: 'without POST' }])
  })

  test.each([['POST'], ['OPTIONS, POST'], ['OPTIONS,post']])('%s keeps it', (allow) => {
    expect(refused('DELETE', allow).judgedBy(allowNamesPost)).toEqual({ exercised: 1, findings: [] })
  })

  test('several lines are one list', () => {
    expect(refused('DELETE', 'OPTIONS', 'POST').judgedBy(allowNamesPost).findings).toEqual([])
  })

  test('a method whose name only begins with POST is another', () => {
    expect(refused('DELETE', 'POSTPONE').judgedBy(allowNamesPost).findings).toHaveLength(1)
  })

  test('OPTIONS that is refused is told what is allowed as well', () => {
    expect(refused('OPTIONS').judgedBy(allowNamesPost)).toMatchObject({ exercised: 1, findings: [{ key: 'absent' }] })
  })

  test('other statuses, and other paths, need none', () => {
    const story = new Story().meet().revoke('revocable-1', { method: 'GET', status: 404, answerHeaders: [] })
    story.tell({ method: 'GET', target: '/somewhere', status: 405, answerHeaders: [] })
    expect(story.judgedBy(allowNamesPost)).toEqual({ exercised: 0, findings: [] })
  })
})
