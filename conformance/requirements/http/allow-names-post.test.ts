import { describe, expect, test } from 'vitest'
import type { HeaderFields } from '../../history/events.ts'
import { Story } from '../../testing/story.ts'
import { allowNamesPost } from './allow-names-post.ts'

/** What is found when a GET is answered 405 with these fields. */
function judged(...answerHeaders: HeaderFields) {
  return allowNamesPost.judge(new Story().tell({ method: 'GET', of: 'revocable-1', status: 405, answerHeaders }).history())
}

describe('http/allow-names-post', () => {
  test('a 405 without `Allow` is a finding, and no more than a warning', () => {
    expect(judged().findings).toMatchObject([{ level: 'should', got: 'no Allow field', exchanges: [1] }])
  })

  test('an `Allow` that leaves POST out is one, too', () => {
    expect(judged(['Allow', 'GET, HEAD']).findings).toMatchObject([{ got: 'GET, HEAD' }])
  })

  test('POST may stand anywhere in the list, in any case', () => {
    expect(judged(['allow', 'options,post'])).toEqual({ exercised: 1, findings: [] })
  })

  test('a 404 to another method does not exercise it', () => {
    const history = new Story().tell({ method: 'GET', of: 'revocable-1', status: 404 }).history()
    expect(allowNamesPost.judge(history)).toEqual({ exercised: 0, findings: [] })
  })
})
