import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { failedRevocationHasNoEffect } from './failed-revocation-has-no-effect.ts'

/** A revocation fails; afterwards the token is tried. */
function after(told: Told, status: number): Story {
  return new Story().meet().revoke('revocable-1', told).probe('revocable-1', status, { at: 9000 })
}

describe('robustness/failed-revocation-has-no-effect', () => {
  test('a token that is dead after a 500 is worth knowing', () => {
    expect(after({ status: 500 }, 401).judgedBy(failedRevocationHasNoEffect)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'may',
          key: '500',
          got: '401 for the token, after 500 for its revocation',
          exchanges: [4, 5],
          tokens: ['revocable-1', 'manager-1'],
        },
      ],
    })
  })

  test('so is one that is dead after silence', () => {
    expect(after({ failure: { code: 'timeout' } }, 401).judgedBy(failedRevocationHasNoEffect).findings).toMatchObject([
      { key: 'no answer' },
    ])
  })

  test('a live token keeps it', () => {
    expect(after({ status: 500 }, 404).judgedBy(failedRevocationHasNoEffect)).toEqual({ exercised: 1, findings: [] })
  })

  test('a request that we gave up ourselves has not failed', () => {
    expect(after({ failure: { code: 'aborted' } }, 401).judgedBy(failedRevocationHasNoEffect)).toEqual({ exercised: 0, findings: [] })
  })

  test('where a revocation was answered before, or came after, that one may be the reason', () => {
    const before = new Story().meet().revoke('revocable-1').revoke('revocable-1', { status: 500 }).probe('revocable-1', 401)
    expect(before.judgedBy(failedRevocationHasNoEffect)).toEqual({ exercised: 0, findings: [] })
    const later = new Story().meet().revoke('revocable-1', { status: 500 }).revoke('revocable-1').probe('revocable-1', 401)
    expect(later.judgedBy(failedRevocationHasNoEffect)).toEqual({ exercised: 0, findings: [] })
  })
})
