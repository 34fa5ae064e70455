import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { otherMethodsChangeNothing } from './other-methods-change-nothing.ts'

function trying(method: string, status: number): Story {
  return new Story().meet().revoke('revocable-1', { method, status, answer: '' })
}

describe('http/other-methods-change-nothing', () => {
  test.each([
    ['GET', 200],
    ['HEAD', 201],
    ['DELETE', 204],
    ['PUT', 302],
    ['PATCH', 500],
    ['OPTIONS', 204],
  ])('a token that is dead after %s answered %i is a finding', (method, status) => {
    expect(trying(method, status).probe('revocable-1', 401).judgedBy(otherMethodsChangeNothing).findings).toMatchObject([
      { level: 'must', key: method, tokens: ['revocable-1'], exchanges: [3, 4, 5], got: '401', at: 'status' },
    ])
  })

  test('a live token keeps it, whatever the answer was', () => {
    expect(trying('GET', 200).probe('revocable-1', 404).judgedBy(otherMethodsChangeNothing)).toEqual({ exercised: 1, findings: [] })
  })

  test('a refused method with an effect is `isolation/refused-requests-change-nothing`', () => {
    expect(trying('GET', 405).probe('revocable-1', 401).judgedBy(otherMethodsChangeNothing)).toEqual({ exercised: 1, findings: [] })
  })

  test('a POST may have come first', () => {
    const story = trying('GET', 200)
      .revoke('revocable-1', { failure: { code: 'aborted' } })
      .probe('revocable-1', 401)
    expect(story.judgedBy(otherMethodsChangeNothing).findings).toEqual([])
  })

  test('next to a refusal either may be to blame', () => {
    const story = trying('GET', 200).revoke('revocable-1', { by: 'nobody', status: 401 }).probe('revocable-1', 401)
    expect(story.judgedBy(otherMethodsChangeNothing).findings).toMatchObject([{ candidates: [4, 5] }])
  })

  test('another method on an id that nobody has does not exercise it', () => {
    expect(new Story().tell({ method: 'GET', status: 405 }).judgedBy(otherMethodsChangeNothing)).toEqual({ exercised: 0, findings: [] })
  })
})
