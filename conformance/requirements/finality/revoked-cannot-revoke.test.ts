import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { revokedCannotRevoke } from './revoked-cannot-revoke.ts'

/** A second manager was revoked and tries to act. */
function fallen(): Story {
  return new Story(['manager-1', 'manager-2', 'revocable-1']).meet().revoke('manager-2')
}

describe('finality/revoked-cannot-revoke', () => {
  test('a revoked manager whose revocation of a live token is answered 201 is a finding', () => {
    expect(fallen().tell({ by: 'manager-2', of: 'revocable-1', status: 201 }).judgedBy(revokedCannotRevoke)).toMatchObject({
      exercised: 1,
      findings: [{ level: 'must', key: 'revoked another token', tokens: ['manager-2'], exchanges: [3, 5, 6], at: 'status' }],
    })
  })

  test('a 201 on a token that is already revoked is an act, too', () => {
    const story = fallen().revoke('revocable-1').tell({ by: 'manager-2', of: 'revocable-1', status: 201 })
    expect(story.judgedBy(revokedCannotRevoke).findings).toHaveLength(1)
  })

  test('a refusal keeps it', () => {
    expect(fallen().tell({ by: 'manager-2', of: 'revocable-1', status: 401 }).judgedBy(revokedCannotRevoke)).toEqual({
      exercised: 1,
      findings: [],
    })
  })

  test('who is turned away by a busy target has not been refused', () => {
    expect(fallen().tell({ by: 'manager-2', of: 'revocable-1', status: 429 }).judgedBy(revokedCannotRevoke)).toEqual({
      exercised: 0,
      findings: [],
    })
  })

  test('an act that overlaps its own end may still have been lawful', () => {
    const story = new Story(['manager-1', 'manager-2', 'revocable-1']).meet().revoke('manager-2', { at: 100, took: 20 })
    expect(story.tell({ by: 'manager-2', of: 'revocable-1', at: 110, status: 201 }).judgedBy(revokedCannotRevoke)).toEqual({
      exercised: 0,
      findings: [],
    })
  })

  test('a use of a dead credential that asks for nothing does not exercise it', () => {
    expect(fallen().probe('manager-2', 404).judgedBy(revokedCannotRevoke)).toEqual({ exercised: 0, findings: [] })
  })
})
