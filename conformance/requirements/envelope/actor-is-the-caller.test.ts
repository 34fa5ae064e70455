import { describe, expect, test } from 'vitest'
import { Story } from '../../testing/story.ts'
import { actorIsTheCaller } from './actor-is-the-caller.ts'

/** A manager revokes a token; the answer names somebody. */
function revokedBy(actor: unknown): Story {
  return new Story(['manager-1', 'manager-2', 'revocable-1']).meet().revoke('revocable-1', { data: { revoked_by: actor } })
}

describe('envelope/actor-is-the-caller', () => {
  test('the e-mail of somebody else is a finding', () => {
    expect(revokedBy('manager-2@example.com').judgedBy(actorIsTheCaller)).toMatchObject({
      exercised: 1,
      findings: [
        {
          level: 'must',
          key: 'somebody else',
          expected: 'manager-1@example.com',
          got: '"manager-2@example.com"',
          tokens: ['revocable-1', 'manager-1'],
          exchanges: [5],
          at: '/data/revoked_by',
        },
      ],
    })
  })

  test('so is the e-mail of nobody in particular', () => {
    expect(revokedBy('system@example.com').judgedBy(actorIsTheCaller).findings).toMatchObject([{ level: 'must' }])
  })

  test('so is another token’s id in the place of an e-mail', () => {
    const { id } = revokedBy(null).token('manager-2')
    expect(revokedBy(id).judgedBy(actorIsTheCaller).findings).toMatchObject([{ level: 'must', key: 'somebody else' }])
  })

  test.each(['manager-1@example.com', 'Manager-1@Example.COM', null, undefined, ''])('%j keeps it', (actor) => {
    expect(revokedBy(actor).judgedBy(actorIsTheCaller)).toEqual({ exercised: 1, findings: [] })
  })

  test.each(['owner-of-manager-1', 'Ada Lovelace', '7f0c'])('%s is no e-mail, and a warning', (actor) => {
    expect(revokedBy(actor).judgedBy(actorIsTheCaller).findings).toMatchObject([{ level: 'should', key: 'no e-mail' }])
  })

  test('a second revocation may tell of the first one’s actor', () => {
    const story = revokedBy(null).revoke('revocable-1', { by: 'manager-2', data: { revoked_by: 'manager-1@example.com' } })
    expect(story.judgedBy(actorIsTheCaller)).toEqual({ exercised: 2, findings: [] })
  })

  test('a first revocation may not tell of an actor who only came later', () => {
    const story = revokedBy('manager-2@example.com').revoke('revocable-1', { by: 'manager-2' })
    expect(story.judgedBy(actorIsTheCaller).findings).toMatchObject([{ level: 'must', exchanges: [5] }])
  })

  test('in whose name a dead credential acted that was let in is part of another breach', () => {
    const story = new Story(['manager-1', 'manager-2', 'revocable-1']).meet().revoke('manager-2')
    story.revoke('revocable-1', { by: 'manager-2', data: { revoked_by: 'manager-1@example.com' } })
    expect(story.judgedBy(actorIsTheCaller).findings).toEqual([])
  })

  test('where the provisioner told no e-mail nobody can tell', () => {
    const story = new Story(['revocable-1']).issue('manager-9', { email: undefined as never })
    story.revoke('revocable-1', { by: 'manager-9', data: { revoked_by: 'whoever@example.com' } })
    expect(story.judgedBy(actorIsTheCaller)).toEqual({ exercised: 1, findings: [] })
  })

  test('an expired token may have been ended by the target itself', () => {
    const story = new Story(['manager-1', 'expired-1']).meet().revoke('expired-1', { data: { revoked_by: 'system@example.com' } })
    expect(story.judgedBy(actorIsTheCaller).findings).toEqual([])
  })

  test('who was refused and ended the token all the same is part of that breach', () => {
    const cast = ['manager-1', 'outsider-1', 'revocable-1', 'revocable-2']
    const told = (status: number): Story =>
      new Story(cast)
        .meet()
        .revoke('revocable-1', { by: 'outsider-1', status: 403 })
        .probe('revocable-1', status)
        .revoke('revocable-2', { by: 'outsider-1', status: 403 })
        .revoke('revocable-2', { data: { revoked_by: 'outsider-1@example.com' } })
    expect(told(401).judgedBy(actorIsTheCaller).findings).toEqual([])
    expect(told(404).judgedBy(actorIsTheCaller).findings).toMatchObject([{ level: 'must', key: 'somebody else' }])
  })
})
