import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { otherMethodsAreRefused } from './other-methods-are-refused.ts'

function trying(method: string, status: number, told: Told = {}): Story {
  return new Story().meet().revoke('revocable-1', { method, status, ...told })
}

describe('http/other-methods-are-refused', () => {
  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])('200 for %s is a warning', (method) => {
    expect(trying(method, 200).judgedBy(otherMethodsAreRefused)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'should',
          key: 'other method: 200',
          expected: '401, 403, 404, 405 or 501 (another method)',
          got: '200',
          tokens: ['revocable-1', 'manager-1'],
          exchanges: [4],
          at: 'status',
        },
      ],
    })
  })

  test.each([401, 403, 404, 405, 501])('%i keeps it', (status) => {
    expect(trying('GET', status).judgedBy(otherMethodsAreRefused)).toEqual({ exercised: 1, findings: [] })
    expect(trying('GET', status, { by: 'nobody' }).judgedBy(otherMethodsAreRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('OPTIONS may be answered', () => {
    expect(trying('OPTIONS', 204).judgedBy(otherMethodsAreRefused)).toEqual({ exercised: 0, findings: [] })
  })
})
