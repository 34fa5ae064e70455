import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { outsiderMayNotRevoke } from './outsider-may-not-revoke.ts'

const cast = ['manager-1', 'outsider-1', 'revocable-1']

function outsider(told: Told): Story {
  return new Story(cast).meet().tell({ by: 'outsider-1', ...told })
}

describe('authorization/outsider-may-not-revoke', () => {
  test('an outsider who revokes a live token is a finding', () => {
    expect(outsider({ of: 'revocable-1' }).judgedBy(outsiderMayNotRevoke)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'foreign: 201',
          expected: '403 or 404 (an outsider revokes a live token)',
          got: '201',
          tokens: ['revocable-1', 'outsider-1'],
          exchanges: [5],
          at: 'status',
        },
      ],
    })
  })

  test('so is one who does it by another way to write the path', () => {
    const { id } = new Story(cast).token('revocable-1')
    const story = outsider({ target: `/api/v1//tokens/${id}/revoke`, status: 201, answer: { data: { id: id.toUpperCase() } } })
    expect(story.judgedBy(outsiderMayNotRevoke).findings).toMatchObject([{ level: 'must', key: 'foreign: 201' }])
  })

  test('so is one who gets the record of a token that is revoked already', () => {
    const story = new Story(cast).meet().revoke('revocable-1').tell({ by: 'outsider-1', of: 'revocable-1' })
    expect(story.judgedBy(outsiderMayNotRevoke).findings).toMatchObject([{ level: 'must', key: 'foreign revoked: 201' }])
  })

  test('a success for an id that nobody has is one, too', () => {
    expect(outsider({ status: 201 }).judgedBy(outsiderMayNotRevoke).findings).toMatchObject([{ key: 'foreign unknown: 201' }])
  })

  test('probes of tokens that may not revoke ask for nothing that is there, and exercise nothing', () => {
    const story = new Story(['manager-1', 'revocable-1']).meet().revoke('revocable-1').probe('revocable-1', 401)
    expect(story.judgedBy(outsiderMayNotRevoke)).toEqual({ exercised: 0, findings: [] })
  })

  test.each([403, 404])('%i keeps it: existence may be hidden', (status) => {
    expect(outsider({ of: 'revocable-1', status }).judgedBy(outsiderMayNotRevoke)).toEqual({ exercised: 1, findings: [] })
    expect(outsider({ status }).judgedBy(outsiderMayNotRevoke)).toEqual({ exercised: 0, findings: [] })
  })

  test('401 says that the credential is bad, which it is not', () => {
    const story = outsider({ of: 'revocable-1', status: 401 }).probe('outsider-1', 403)
    expect(story.judgedBy(outsiderMayNotRevoke).findings).toMatchObject([{ level: 'must', key: 'foreign: 401' }])
  })

  test('401 for an outsider who may have been revoked meanwhile is right', () => {
    const story = new Story(cast).meet().revoke('outsider-1', { at: 100, took: 50 })
    expect(story.tell({ by: 'outsider-1', of: 'revocable-1', at: 120, status: 401 }).judgedBy(outsiderMayNotRevoke).findings).toEqual([])
  })

  test('409 is in no column, and a warning', () => {
    expect(outsider({ of: 'revocable-1', status: 409 }).judgedBy(outsiderMayNotRevoke).findings).toMatchObject([{ level: 'should' }])
  })

  test('an outsider with a body of the wrong type may be refused for that', () => {
    const story = outsider({ of: 'revocable-1', body: { reason: 7 }, status: 422 })
    expect(story.judgedBy(outsiderMayNotRevoke).findings).toEqual([])
  })

  test('an outsider who revokes itself is another matter', () => {
    expect(new Story(cast).tell({ by: 'outsider-1', of: 'outsider-1' }).judgedBy(outsiderMayNotRevoke)).toEqual({
      exercised: 0,
      findings: [],
    })
  })
})
