import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { wrongTypesAreRefused } from './wrong-types-are-refused.ts'

function sending(body: unknown, told: Told): Story {
  return new Story(['manager-1', 'outsider-1', 'revocable-1']).meet().revoke('revocable-1', { body, ...told })
}

describe('validation/wrong-types-are-refused', () => {
  test.each([{ reason: 5 }, { reason: ['leaked'] }, { reason: { text: 'leaked' } }, { reason: false }, [], '"leaked"', 42, true])(
    '%j that is accepted is a finding',
    (body) => {
      expect(sending(body, { status: 201 }).judgedBy(wrongTypesAreRefused)).toMatchObject({
        exercised: 1,
        findings: [{ level: 'must', key: 'wrong-typed body: 201', got: '201', tokens: ['revocable-1', 'manager-1'], exchanges: [5] }],
      })
    },
  )

  test('422 keeps it', () => {
    expect(sending({ reason: 5 }, { status: 422 }).judgedBy(wrongTypesAreRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('400, "Invalid input", is documented too, and a warning', () => {
    expect(sending({ reason: 5 }, { status: 400 }).judgedBy(wrongTypesAreRefused).findings).toMatchObject([{ level: 'should' }])
  })

  test('a request with another fault beside it may be refused for that', () => {
    for (const told of [
      { by: 'nobody', status: 401 },
      { by: 'outsider-1', status: 403 },
    ])
      expect(sending({ reason: 5 }, told).judgedBy(wrongTypesAreRefused).findings).toEqual([])
  })

  test('an extra property of any type is valid', () => {
    expect(sending({ note: 5 }, { status: 201 }).judgedBy(wrongTypesAreRefused)).toEqual({ exercised: 0, findings: [] })
  })

  test('as another media type it need not be read at all', () => {
    expect(sending({ reason: 5 }, { contentType: 'text/plain' }).judgedBy(wrongTypesAreRefused)).toEqual({ exercised: 0, findings: [] })
  })
})
