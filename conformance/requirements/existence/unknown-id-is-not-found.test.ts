import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { unknownIdIsNotFound } from './unknown-id-is-not-found.ts'

function unknown(status: number, told: Told = {}): Story {
  return new Story(['manager-1']).meet().tell({ status, ...told })
}

describe('existence/unknown-id-is-not-found', () => {
  test.each([201, 200, 422])('%i for an id that nobody has is a finding', (status) => {
    expect(unknown(status).judgedBy(unknownIdIsNotFound)).toMatchObject({
      exercised: 2,
      findings: [{ level: 'must', key: `unknown id: ${status}`, got: `${status}`, tokens: ['manager-1'], exchanges: [3], at: 'status' }],
    })
  })

  test('404 keeps it', () => {
    expect(unknown(404).judgedBy(unknownIdIsNotFound)).toEqual({ exercised: 2, findings: [] })
  })

  test('403 is a warning', () => {
    expect(unknown(403).judgedBy(unknownIdIsNotFound).findings).toMatchObject([{ level: 'should' }])
  })

  test.each(['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'bbbbbbbb-0000-4000-c000-000000000001'])(
    '%s, of a form that is not issued, may also be refused as malformed',
    (id) => {
      for (const status of [400, 404, 422]) expect(unknown(status, { id }).judgedBy(unknownIdIsNotFound).findings).toEqual([])
      expect(unknown(201, { id }).judgedBy(unknownIdIsNotFound).findings).toMatchObject([{ level: 'must' }])
    },
  )

  test('an outsider’s answer is about its permission', () => {
    expect(new Story(['outsider-1']).meet().judgedBy(unknownIdIsNotFound)).toEqual({ exercised: 0, findings: [] })
  })
})
