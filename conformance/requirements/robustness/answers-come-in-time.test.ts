import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { answersComeInTime } from './answers-come-in-time.ts'

/** Four answers that took so long each, and one more. */
function paced(usual: number, last: number): Story {
  const story = new Story()
  for (let turn = 0; turn < 4; turn += 1) story.probe('manager-1', 404, { took: usual })
  return story.revoke('revocable-1', { took: last })
}

describe('robustness/answers-come-in-time', () => {
  test('an answer that takes far longer than the others is worth knowing', () => {
    expect(paced(10, 3000).judgedBy(answersComeInTime)).toMatchObject({
      exercised: 5,
      findings: [
        {
          level: 'may',
          key: 'late',
          expected: 'an answer about as soon as the others, whose median is 10 ms',
          got: '3000 ms for a live token',
          exchanges: [5],
        },
      ],
    })
  })

  test('up to two seconds keep it, however fast the others are', () => {
    expect(paced(1, 2000).judgedBy(answersComeInTime)).toEqual({ exercised: 5, findings: [] })
  })

  test('of a slow target more time is expected', () => {
    expect(paced(500, 9000).judgedBy(answersComeInTime)).toEqual({ exercised: 5, findings: [] })
  })

  test('what never came is another requirement’s matter', () => {
    expect(new Story().tell({ status: null }).judgedBy(answersComeInTime)).toEqual({ exercised: 0, findings: [] })
  })
})
