import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { validRequestsAreAccepted } from './valid-requests-are-accepted.ts'

function sending(told: Told): Story {
  return new Story().meet().revoke('revocable-1', told)
}

const valid: readonly [string, Told][] = [
  ['no body', {}],
  ['null', { body: 'null' }],
  ['an empty object', { body: {} }],
  ['a null reason', { body: { reason: null } }],
  ['a reason', { body: { reason: 'leaked' } }],
  ['an empty reason', { body: { reason: '' } }],
  ['extra properties', { body: { reason: 'leaked', ticket: ['SEC-1'] } }],
  ['white space around the JSON', { body: ' { "reason" : "leaked" } ' }],
  ['a charset', { body: { reason: 'é' }, contentType: 'application/json; charset=utf-8' }],
]

describe('validation/valid-requests-are-accepted', () => {
  test('a token that is let in after the refusal had not been retired for another of its owner', () => {
    const refused = (): Story =>
      new Story(['manager-1'])
        .issue('revocable-1', { owner: 'ada' })
        .meet()
        .issue('revocable-2', { owner: 'ada' })
        .revoke('revocable-1', { body: { reason: null }, status: 422 })
    expect(refused().probe('revocable-1', 404).judgedBy(validRequestsAreAccepted).findings).toMatchObject([{ level: 'must', got: '422' }])
    expect(refused().probe('revocable-1', 401).judgedBy(validRequestsAreAccepted).findings).toEqual([])
  })

  test('a target that answers 415 to whoever sends no body is found out, although no token was ever seen alive there', () => {
    const story = new Story().probe('garbage', 415).probe('manager-1', 415).probe('revocable-1', 415).revoke('revocable-1', { status: 415 })
    expect(story.judgedBy(validRequestsAreAccepted).findings).toMatchObject([{ level: 'must', got: '415', exchanges: [4] }])
    expect(new Story().revoke('revocable-1', { status: 404 }).judgedBy(validRequestsAreAccepted).findings).toEqual([])
  })

  test.each(valid)('a refusal of %s is a finding', (_, told) => {
    for (const status of [400, 403, 404, 409, 415, 422]) {
      expect(sending({ ...told, status }).judgedBy(validRequestsAreAccepted)).toMatchObject({
        exercised: 1,
        findings: [
          {
            level: 'must',
            key: `revocation: ${status}`,
            expected: '201 (a manager revokes a live token)',
            got: `${status}`,
            tokens: ['revocable-1', 'manager-1'],
            exchanges: [4],
            at: 'status',
          },
        ],
      })
    }
  })

  test.each(valid)('201 for %s keeps it', (_, told) => {
    expect(sending(told).judgedBy(validRequestsAreAccepted)).toEqual({ exercised: 1, findings: [] })
  })

  test('401 to a manager who is accepted again right afterwards is a wrong answer to this request', () => {
    const story = sending({ status: 401 }).probe('manager-1', 404)
    expect(story.judgedBy(validRequestsAreAccepted).findings).toMatchObject([{ level: 'must', got: '401' }])
  })

  test('401 to a manager who is refused from then on is that manager’s death', () => {
    expect(sending({ status: 401 }).probe('manager-1', 401).judgedBy(validRequestsAreAccepted).findings).toEqual([])
  })

  test.each([429, 503])('%i says that the target is busy, and shows nothing', (status) => {
    expect(sending({ status }).judgedBy(validRequestsAreAccepted)).toEqual({ exercised: 0, findings: [] })
  })

  test('a manager who loses a race may be refused as too late', () => {
    const story = sending({ at: 100, took: 20 }).revoke('revocable-1', { at: 105, took: 20, status: 404 })
    expect(story.judgedBy(validRequestsAreAccepted).findings).toEqual([])
  })

  test('when every racer is refused and the token lives, there was no winner to be late for', () => {
    const story = sending({ at: 100, took: 20, status: 404 }).revoke('revocable-1', { at: 105, took: 20, status: 404 })
    expect(story.judgedBy(validRequestsAreAccepted).findings).toHaveLength(2)
  })

  test('after a revocation whose answer was lost the token may be revoked', () => {
    const story = sending({ failure: { code: 'aborted' } }).revoke('revocable-1', { status: 404 })
    expect(story.judgedBy(validRequestsAreAccepted).findings).toEqual([])
  })

  test('a token that no door has accepted yet may not be there', () => {
    const story = new Story().probe('manager-1', 404).revoke('revocable-1', { status: 404 })
    expect(story.judgedBy(validRequestsAreAccepted).findings).toEqual([])
  })

  test('a target that wants a body is found, although it refuses the probes that would show its tokens alive', () => {
    const together = { batch: 1, owner: 'ada', begin: 0, end: 0 }
    const story = new Story([]).issue('manager-1', together).issue('revocable-1', together).issue('revocable-2', together)
    story.probe('manager-1', 422).probe('revocable-1', 422).revoke('revocable-1', { status: 422 })
    expect(story.judgedBy(validRequestsAreAccepted).findings).toMatchObject([{ level: 'must', key: 'revocation: 422', exchanges: [3] }])
  })

  test('a token that was retired when its owner got another may be gone', () => {
    const story = new Story(['manager-1']).issue('revocable-1', { owner: 'ada' }).meet().issue('revocable-2', { owner: 'ada' })
    expect(story.revoke('revocable-1', { status: 400 }).judgedBy(validRequestsAreAccepted).findings).toEqual([])
  })

  test('without a valid revocation of a live token it is not exercised', () => {
    expect(sending({ by: 'nobody', status: 401 }).judgedBy(validRequestsAreAccepted)).toEqual({ exercised: 0, findings: [] })
  })
})
