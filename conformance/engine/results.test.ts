import { describe, expect, test } from 'vitest'
import type { Requirement } from '../requirements/requirement.ts'
import { requirements } from '../requirements/catalogue.ts'
import { Story } from '../testing/story.ts'
import { judge } from './judge.ts'
import type { RequirementResult } from './result.ts'
import { outcomeOf, resultsOf } from './results.ts'

const everything = { only: [], skip: [], allowUnexercised: [] }
const circumstances = { selection: everything, stopped: undefined, stale: [] }

function results(story: Story, only: string): readonly RequirementResult[] {
  const judges: readonly Requirement[] = requirements.filter(({ id }) => id === only)
  return resultsOf(story.history(), judge(story.history(), judges), [], everything, () => undefined, 'check --seed 1')
}

function counterexampleIn(story: Story, id: string) {
  const [result] = results(story, id)
  if (result?.verdict.kind !== 'failed') throw new RangeError(`${id} did not fail.`)
  return result.verdict.findings[0]?.counterexample
}

describe('a counterexample of one answer', () => {
  test('begins with what was asked about the same token before, in the same case', () => {
    const story = new Story(['manager-1', 'outsider-1', 'revocable-1', 'revocable-2']).meet()
    story.revoke('revocable-2', { by: 'outsider-1', status: 403, case: 'other#1' })
    story.revoke('revocable-1', { by: 'outsider-1', status: 403 }).revoke('revocable-1', { status: 403 })
    const counterexample = counterexampleIn(story, 'validation/valid-requests-are-accepted')
    expect(counterexample?.steps).toMatchObject([
      { who: 'outsider-1', what: 'revokes revocable-1', status: 403 },
      { who: 'manager-1', what: 'revokes revocable-1', status: 403 },
    ])
    expect(counterexample?.curl.match(/^revoke "/gm)).toHaveLength(2)
  })

  test('tells of the answer what stands where the breach shows', () => {
    const told = { body: { reason: 'leaked' }, data: { revoked_by: 'manager-1@example.com', revocation_reason: 'stolen' } }
    expect(counterexampleIn(new Story().meet().revoke('revocable-1', told), 'envelope/reason-is-kept')?.steps).toMatchObject([
      { what: 'revokes revocable-1, reason "leaked"', answer: 'revocation_reason "stolen"' },
    ])
  })

  test('is the one that is read soonest, whatever came first', () => {
    const story = new Story(['manager-1', 'revocable-1', 'revocable-2']).meet()
    story
      .revoke('revocable-1', { body: { reason: 'r'.repeat(500) }, data: { id: 'wrong' } })
      .revoke('revocable-2', { data: { id: 'wrong' } })
    expect(counterexampleIn(story, 'envelope/id-is-the-named-token')?.steps).toMatchObject([{ what: 'revokes revocable-2' }])
  })

  test('holds what makes an example of its explanation, and says which connection it shares with it', () => {
    const others = Array.from({ length: 12 }, (_, index) => `revocable-${index + 2}`)
    const story = new Story(['manager-1', 'outsider-1', 'revocable-1', ...others]).meet().probe('manager-1', 404, { connection: 5 })
    for (const [index, of] of others.entries())
      story.tell({ by: 'outsider-1', of, status: index < 6 ? 201 : 403, connection: index < 6 ? 5 : 6, case: `c#${index}` })
    expect(counterexampleIn(story, 'authorization/outsider-may-not-revoke')?.steps).toMatchObject([
      { who: 'manager-1', what: 'is tried on an id nobody has' },
      { who: 'outsider-1', what: expect.stringMatching(/^\(on the connection of 1\) revokes revocable-\d+$/) as string, status: 201 },
    ])
  })

  test('has its tokens from where the run had them, whatever else stands in the command', () => {
    const again = `check --seed 1 --provisioner 'exec:give --ca x' --provisioner-header "X-Key: $X_KEY" --only a`
    const story = new Story(['manager-1', 'revocable-1'], { asked: { target: 'http://t', selection: everything, again } }).meet()
    expect(counterexampleIn(story.revoke('revocable-1', { status: 403 }), 'validation/valid-requests-are-accepted')?.curl).toMatch(
      /^eval "\$\(dayzero-contract tokens revocable-1 manager-1 --provisioner 'exec:give --ca x' --provisioner-header "X-Key: \$X_KEY"\)"\n/,
    )
  })

  test('is that answer where nothing went before', () => {
    expect(
      counterexampleIn(new Story().meet().revoke('revocable-1', { status: 403 }), 'validation/valid-requests-are-accepted')?.steps,
    ).toHaveLength(1)
  })

  test('says how to run all of it again, where no single case shows it', () => {
    expect(
      counterexampleIn(new Story().meet().revoke('revocable-1', { status: 403 }), 'validation/valid-requests-are-accepted')?.replay,
    ).toBe('check --seed 1')
  })
})

test('one breach that weighs less in some places is told once, by where it weighs most', () => {
  const story = new Story().meet().tell({ authorization: ['Bearer'], status: 404 })
  story.tell({ authorization: ['Bearer dz_one', 'Bearer dz_two'], status: 404 })
  const [result] = results(story, 'authentication/malformed-credential-is-refused')
  expect(result?.verdict).toMatchObject({ kind: 'failed', findings: [{ level: 'must', key: 'as if let in', exchanges: [5], count: 2 }] })
  expect(result?.verdict.kind === 'failed' && result.verdict.findings).toHaveLength(1)
})

describe('the outcome', () => {
  test('of a single case in which nothing failed is no conclusion, and leads back to the whole run', () => {
    const passed = results(new Story().meet().revoke('revocable-1'), 'validation/valid-requests-are-accepted')
    expect(outcomeOf(passed, { ...circumstances, replayOf: 'check --seed 1' })).toMatchObject({
      outcome: 'no conclusion',
      exitCode: 3,
      headline: expect.stringMatching(/^Nothing failed in this case alone.*dayzero-contract check --seed 1$/) as string,
    })
    expect(outcomeOf(passed, circumstances)).toMatchObject({ outcome: 'conformant', exitCode: 0 })
  })

  test.each(['only', 'skip', 'allowUnexercised'] as const)('with %s is PARTIAL, even where nothing was left out', (asked) => {
    const passed = results(new Story().meet().revoke('revocable-1'), 'validation/valid-requests-are-accepted')
    const selection = { ...everything, [asked]: ['existence'] }
    expect(outcomeOf(passed, { ...circumstances, selection })).toMatchObject({ outcome: 'partial', exitCode: 0 })
  })
})
