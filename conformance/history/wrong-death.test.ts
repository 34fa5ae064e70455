import { describe, expect, test } from 'vitest'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import type { Death } from './deaths.ts'
import type { Door } from './events.ts'
import { deathsDuringAnIssue, wrongDeathsOf } from './wrong-death.ts'

const everybody = ['manager-1', 'manager-2', 'revocable-1', 'revocable-2', 'outsider-1']

describe('rule 4, a wrong death', () => {
  test('is one of a token that was accepted and then refused, though nobody revoked it', () => {
    expect(deathsOf(met().probe('revocable-1', 401))).toEqual(['revocable-1'])
  })

  test('names the last acceptance, the first refusal, and what happened in between', () => {
    const story = met().revoke('revocable-2').revoke('revocable-1', { by: 'outsider-1', status: 403 }).probe('revocable-1', 401)
    expect(wrongDeathsOf(story.history())).toMatchObject([
      { lastAlive: { id: 4 }, refusals: [{ id: 8 }], revocationsOfOthers: [{ id: 7 }], refused: { id: 9 }, otherMethods: [] },
    ])
  })

  test('needs an acceptance after the issue: who was never let in did not die', () => {
    expect(deathsOf(new Story().probe('garbage', 401).probe('revocable-1', 401).probe('revocable-1', 401))).toEqual([])
  })

  test('needs an acceptance that was over when the refusal began', () => {
    const story = new Story(everybody).probe('revocable-1', 404, { at: 10, took: 20 }).probe('revocable-1', 401, { at: 20 })
    expect(deathsOf(story)).toEqual([])
  })

  test.each<[string, Told]>([
    ['a revocation that was answered', {}],
    ['one without an answer', { status: null }],
    ['one that was answered with a server error', { status: 500 }],
    ['one that was redirected', { status: 307 }],
    ['one that may have come too late', { status: 408 }],
    ['one by somebody who should not have been let', { by: 'nobody', status: null }],
    ['one under another spelling', { id: 'AAAAAAAA-0000-4000-8000-000000000003', status: 201 }],
  ])('is none after %s', (_, told) => {
    const story = met()
      .tell({ of: 'revocable-1', ...told })
      .probe('revocable-1', 401)
    expect(deathsOf(story)).toEqual([])
  })

  test('is none while such a revocation is only just beginning', () => {
    const story = met().probe('revocable-1', 401, { at: 200, took: 10 }).revoke('revocable-1', { at: 210 })
    expect(deathsOf(story)).toEqual([])
  })

  test('is one before such a revocation, and stays one', () => {
    const story = met().probe('revocable-1', 401, { at: 200, took: 10 }).revoke('revocable-1', { at: 211 }).probe('revocable-1', 401)
    expect(deathsOf(story)).toEqual(['revocable-1'])
  })

  test('is not hidden by a later refusal that a revocation may explain', () => {
    const story = met()
      .probe('revocable-1', 401, { at: 200, took: 50 })
      .probe('revocable-1', 401, { at: 201 })
      .revoke('revocable-1', { at: 220 })
    expect(deathsOf(story)).toEqual(['revocable-1'])
  })

  test('may be that of a manager, an outsider, or the caller', () => {
    const story = met().revoke('revocable-2').probe('manager-1', 401).probe('outsider-1', 401).probe('manager-2', 404)
    expect(deathsOf(story)).toEqual(['manager-1', 'outsider-1'])
  })

  test.each<[string, Told]>([
    ['GET', { method: 'GET', status: 200 }],
    ['DELETE without an answer', { method: 'DELETE', status: null }],
    ['OPTIONS', { method: 'OPTIONS', status: 204 }],
  ])('after %s is that method’s, since only POST may revoke', (_, told) => {
    const story = met()
      .tell({ of: 'revocable-1', ...told })
      .probe('revocable-1', 401)
    expect(wrongDeathsOf(story.history())).toMatchObject([{ otherMethods: [{ id: 7 }], refusals: [] }])
  })
})

describe('a refusal that is no death', () => {
  test.each<[string, Told]>([
    ['of the scheme in another case', { authorization: ['bearer ⟦revocable-1⟧'] }],
    ['of loose spacing', { authorization: ['Bearer  ⟦revocable-1⟧'] }],
    ['for a body that is no JSON', { body: '{' }],
    ['for an id that is no UUID', { id: 'x' }],
    ['of two fields at once', { authorization: ['Bearer ⟦revocable-1⟧', 'Bearer ⟦revocable-1⟧'] }],
  ])('is one %s', (_, told) => {
    expect(deathsOf(met().probe('revocable-1', 401, told))).toEqual([])
  })

  test('is one that passed: the next ordinary use was accepted', () => {
    expect(deathsOf(met().probe('revocable-1', 401).probe('revocable-1', 404))).toEqual([])
  })

  test('is one about what was asked for, and not about the credential', () => {
    expect(deathsOf(met().revoke('revocable-1', { status: 401 }).probe('manager-1', 404))).toEqual([])
  })

  test('has not passed when only an unusual request was answered otherwise', () => {
    expect(deathsOf(met().probe('revocable-1', 401).probe('revocable-1', 404, { id: 'x' }))).toEqual(['revocable-1'])
  })
})

describe('rule 7, expiry', () => {
  const soon = new Date(Date.parse('2026-01-01T00:00:30Z')).toISOString()

  test('a refusal around the token’s own time proves nothing', () => {
    expect(deathsOf(new Story(['manager-1']).issue('revocable-1', { expiresAt: soon }).meet().probe('revocable-1', 401))).toEqual([])
  })

  test('deaths in a batch prove nothing once its untouched control died at such an age, too', () => {
    expect(deathsOf(batch().meet().probe('revocable-1', 401, { at: 90_000 }).probe('revocable-2', 401))).toEqual([])
  })

  test('that a control is gone may be seen when it is first asked', () => {
    const story = batch().probe('revocable-1', 404).probe('revocable-1', 401, { at: 90_000 }).probe('revocable-2', 401)
    expect(deathsOf(story)).toEqual([])
  })

  test('a control that lives on lets deaths count', () => {
    expect(deathsOf(batch().meet().probe('revocable-1', 401, { at: 90_000 }).probe('revocable-2', 404))).toEqual(['revocable-1'])
  })

  test('a control of another batch says nothing', () => {
    const story = batch().issue('revocable-3', { begin: 0, end: 0, batch: 8, control: true }).meet()
    story.probe('revocable-3', 401, { at: 90_000 }).probe('revocable-1', 401).probe('revocable-2', 404)
    expect(deathsOf(story)).toContain('revocable-1')
  })

  test('tokens that died younger, and after a shorter rest, than others lived are no matter of expiry', () => {
    const story = batch().issue('revocable-3', { begin: 0, end: 0, batch: 8 }).meet().probe('revocable-1', 401).probe('revocable-2', 401)
    story.probe('revocable-3', 404, { at: 90_000 })
    expect(deathsOf(story)).toEqual(['revocable-1', 'revocable-2'])
  })

  test('a lifetime may count from the last use: tokens in use live on', () => {
    const story = batch().issue('revocable-3', { begin: 0, end: 0, batch: 7 }).meet()
    for (let at = 10_000; at <= 90_000; at += 10_000) story.probe('revocable-3', 404, { at })
    expect(deathsOf(story.probe('revocable-1', 401).probe('revocable-2', 401))).toEqual([])
  })

  test('what was announced for one token is not measured against another', () => {
    const story = batch().issue('revocable-3', { begin: 0, end: 0, batch: 8, expiresAt: '2027-01-01T00:00:00Z' }).meet()
    expect(deathsOf(story.probe('revocable-1', 401, { at: 90_000 }).probe('revocable-2', 401).probe('revocable-3', 404))).toEqual([])
  })
})

describe('rule 8, rotation on issue', () => {
  const died = (facts: Parameters<Story['issue']>[1]): Story => met().issue('revocable-9', facts).probe('revocable-1', 401)

  test('a death that overlaps an issue for the same owner proves nothing, and is known for that', () => {
    const story = died({ owner: 'owner-of-revocable-1' })
    expect(deathsOf(story)).toEqual([])
    expect(deathsDuringAnIssue(story.history())).toEqual(['revocable-1'])
  })

  test('an issue for somebody else explains nothing', () => {
    expect(deathsOf(died({ owner: 'somebody else' }))).toEqual(['revocable-1'])
  })

  test('where owners are not told, any issue may have been for the same one', () => {
    const story = new Story(['manager-1']).issue('revocable-1', nameless).meet().issue('revocable-2').probe('revocable-1', 401)
    expect(deathsOf(story)).toEqual([])
  })

  test('an issue that was over before it was last seen alive explains nothing', () => {
    const story = met().issue('revocable-9', { owner: 'owner-of-revocable-1' }).probe('revocable-1', 404).probe('revocable-1', 401)
    expect(deathsOf(story)).toEqual(['revocable-1'])
  })
})

describe('rule 8, doors', () => {
  const replica: Door = { name: 'replica-1', kind: 'replica', url: 'http://127.0.0.1:4011' }
  const story = (): Story => new Story(everybody, { doors: [{ name: 'target', kind: 'target', url: 'http://127.0.0.1:4010' }, replica] })

  test('a refusal at a door that never accepted it is no death', () => {
    expect(deathsOf(story().meet().probe('revocable-1', 401, { door: 'replica-1' }))).toEqual([])
  })

  test('at one that had accepted it, it is', () => {
    const known = story().meet().probe('revocable-1', 404, { door: 'replica-1' })
    expect(deathsOf(known.probe('revocable-1', 401, { door: 'replica-1' }))).toEqual(['revocable-1'])
  })
})

describe('rule 10, restarts', () => {
  test('a refusal before the target is itself again is no death, one afterwards is', () => {
    const story = met().event({ kind: 'restart', begin: 200, end: 250 }).probe('revocable-1', 401, { at: 260 })
    expect(deathsOf(story)).toEqual([])
    expect(deathsOf(story.probe('garbage', 401).probe('manager-1', 404).probe('revocable-1', 401))).toEqual(['revocable-1'])
  })
})

describe('rule 11, the control', () => {
  const badCredentials = (story: Story): Story => Array.from({ length: 6 }).reduce<Story>((told) => told.probe('garbage', 401), story)

  test('a target that locks everybody out after bad credentials killed nobody; an idle manager is the witness', () => {
    const story = badCredentials(met().revoke('revocable-2'))
    expect(deathsOf(story.probe('revocable-1', 401).probe('manager-1', 401).probe('manager-2', 401))).toEqual([])
  })

  test('a few bad credentials are no reason', () => {
    expect(deathsOf(met().probe('revocable-1', 401).probe('manager-2', 401))).toEqual(['manager-2', 'revocable-1'])
  })

  test('where the idle manager was accepted afterwards, nobody was locked out', () => {
    expect(deathsOf(badCredentials(met()).probe('revocable-1', 401).probe('manager-2', 404))).toEqual(['revocable-1'])
  })

  test('where anybody was accepted afterwards, not everybody was locked out', () => {
    const story = badCredentials(met()).probe('revocable-1', 401).probe('manager-2', 401).probe('outsider-1', 403)
    expect(deathsOf(story)).toEqual(['manager-2', 'revocable-1'])
  })

  test('a manager that acted is no witness', () => {
    const story = badCredentials(new Story(['manager-1', 'revocable-1', 'revocable-2']).meet().revoke('revocable-2'))
    expect(deathsOf(story.probe('revocable-1', 401).probe('manager-1', 401))).toEqual(['manager-1', 'revocable-1'])
  })
})

function met(): Story {
  return new Story(everybody).meet()
}

const nameless = { owner: undefined, email: undefined } as unknown as Parameters<Story['issue']>[1]

/** Two tokens of one batch, the second its control. */
function batch(): Story {
  return new Story(['manager-1'])
    .issue('revocable-1', { begin: 0, end: 0, batch: 7 })
    .issue('revocable-2', { begin: 0, end: 0, batch: 7, control: true })
}

function deathsOf(story: Story): readonly string[] {
  return wrongDeathsOf(story.history()).map(({ life }: Death) => life.token.alias)
}
