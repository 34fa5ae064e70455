import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { idsAreUuids } from './ids-are-uuids.ts'

function saying(id: unknown): Story {
  return new Story().meet().revoke('revocable-1', { data: { id } })
}

describe('existence/ids-are-uuids', () => {
  test.each(['tok_7', '42', 'aaaaaaaa00004000800000000000000'])('%s is worth knowing', (id) => {
    expect(saying(id).judgedBy(idsAreUuids)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'may', key: 'no UUID', expected: 'a UUID', got: `"${id}"`, exchanges: [4], at: '/data/id' }],
    })
  })

  test.each(['aaaaaaaa-0000-4000-8000-000000000001', 'AAAAAAAA-0000-7000-8000-000000000001'])('%s keeps it', (id) => {
    expect(saying(id).judgedBy(idsAreUuids)).toEqual({ exercised: 1, findings: [] })
  })

  test('an id that is no text is the schema’s matter', () => {
    expect(saying(7).judgedBy(idsAreUuids)).toEqual({ exercised: 1, findings: [] })
  })
})
