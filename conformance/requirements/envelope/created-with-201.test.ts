import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { createdWith201 } from './created-with-201.ts'

describe('envelope/created-with-201', () => {
  test.each([200, 202, 204])('%i for a revocation is a finding', (status) => {
    expect(new Story().meet().revoke('revocable-1', { status }).judgedBy(createdWith201)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: `${status}`,
          expected: '201',
          got: `${status}`,
          tokens: ['revocable-1', 'manager-1'],
          exchanges: [4],
          at: 'status',
        },
      ],
    })
  })

  test('201 keeps it', () => {
    expect(new Story().meet().revoke('revocable-1').judgedBy(createdWith201)).toEqual({ exercised: 1, findings: [] })
  })

  test('it holds for second revocations and self-revocations, too, where they succeed', () => {
    const story = new Story().meet().revoke('revocable-1').revoke('revocable-1', { status: 200 })
    story.tell({ by: 'manager-1', of: 'manager-1', status: 204 })
    expect(story.judgedBy(createdWith201).findings.map(({ exchanges }) => exchanges)).toEqual([[5], [6]])
  })

  test('a refusal is another requirement’s matter', () => {
    expect(new Story().meet().revoke('revocable-1', { status: 403 }).judgedBy(createdWith201)).toEqual({ exercised: 1, findings: [] })
  })

  test('a success where none is due is, too', () => {
    expect(new Story().meet().revoke('revocable-1', { by: 'nobody', status: 200 }).judgedBy(createdWith201)).toEqual({
      exercised: 0,
      findings: [],
    })
  })

  test('another method may be answered 200', () => {
    expect(new Story().meet().revoke('revocable-1', { method: 'GET', status: 200 }).judgedBy(createdWith201).findings).toEqual([])
  })
})
