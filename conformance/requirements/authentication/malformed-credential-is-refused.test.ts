import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { malformedCredentialIsRefused } from './malformed-credential-is-refused.ts'

function presenting(authorization: readonly string[], status: number): Story {
  return new Story().meet().tell({ authorization, status })
}

describe('authentication/malformed-credential-is-refused', () => {
  test.each([
    ['the scheme alone', ['Bearer']],
    ['two words', ['Bearer dz_one two']],
    ['an illegal character', ['Bearer dz_"quoted"']],
    ['two bad fields', ['Bearer dz_one', 'Bearer dz_two']],
    ['an overlong one', [`Bearer ${'a'.repeat(7000)}`]],
  ])('%s that is answered with a success is a finding', (_, authorization) => {
    expect(presenting(authorization, 201).judgedBy(malformedCredentialIsRefused)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', got: '201', exchanges: [4], tokens: [], at: 'status' }],
    })
  })

  test.each([400, 401])('%i keeps it', (status) => {
    expect(presenting(['Bearer'], status).judgedBy(malformedCredentialIsRefused)).toEqual({ exercised: 1, findings: [] })
  })

  test('403 and 404 are in no column for one malformed field, and a warning', () => {
    for (const status of [403, 404])
      expect(presenting(['Bearer'], status).judgedBy(malformedCredentialIsRefused).findings).toMatchObject([{ level: 'should' }])
  })

  test('404 for two bad fields says that one of them was accepted', () => {
    expect(presenting(['Bearer dz_one', 'Bearer dz_two'], 404).judgedBy(malformedCredentialIsRefused).findings).toMatchObject([
      { level: 'must', key: 'as if let in' },
    ])
  })

  test('of two fields one of which is good either may count', () => {
    for (const status of [401, 404]) {
      const story = presenting(['Bearer dz_one', 'Bearer ⟦manager-1⟧'], status)
      expect(story.judgedBy(malformedCredentialIsRefused)).toEqual({ exercised: 0, findings: [] })
    }
  })

  test('an overlong field may be refused by the HTTP layer', () => {
    expect(presenting([`Bearer ${'a'.repeat(7000)}`], 431).judgedBy(malformedCredentialIsRefused).findings).toEqual([])
  })

  test('a well-formed credential that nobody issued is another matter', () => {
    expect(presenting(['Bearer dz_one'], 404).judgedBy(malformedCredentialIsRefused)).toEqual({ exercised: 0, findings: [] })
  })
})
