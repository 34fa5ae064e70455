import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { trailingSlashIsAnswered } from './trailing-slash-is-answered.ts'

function slashed(status: number, told: Told = {}): Story {
  const story = new Story().meet()
  return story.tell({ target: `/api/v1/tokens/${story.token('revocable-1').id}/revoke/`, status, ...told })
}

describe('http/trailing-slash-is-answered', () => {
  test.each([301, 302, 303])('%i, after which clients may turn to GET, is a warning', (status) => {
    expect(slashed(status).judgedBy(trailingSlashIsAnswered)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'should', key: `trailing slash: ${status}`, got: `${status}`, exchanges: [4], at: 'status' }],
    })
  })

  test.each([201, 307, 308, 404, 405])('%i keeps it', (status) => {
    expect(slashed(status).judgedBy(trailingSlashIsAnswered)).toEqual({ exercised: 1, findings: [] })
  })

  test('403 is in no column, and a warning', () => {
    expect(slashed(403).judgedBy(trailingSlashIsAnswered).findings).toMatchObject([{ level: 'should' }])
  })

  test('without a credential the lack of one may be answered', () => {
    expect(slashed(401, { by: 'nobody' }).judgedBy(trailingSlashIsAnswered).findings).toEqual([])
  })

  test('the path without a slash does not exercise it', () => {
    expect(new Story().meet().judgedBy(trailingSlashIsAnswered)).toEqual({ exercised: 0, findings: [] })
  })
})
