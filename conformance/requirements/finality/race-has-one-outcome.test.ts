import { describe, expect, test } from 'vitest'
import type { Told } from '../../testing/story.ts'
import { Story } from '../../testing/story.ts'
import { raceHasOneOutcome } from './race-has-one-outcome.ts'

/** Two revocations of one token under way at once. */
function race(one: Told, other: Told): Story {
  return new Story()
    .meet()
    .revoke('revocable-1', { at: 100, took: 20, connection: 1, ...one })
    .revoke('revocable-1', { at: 105, took: 20, connection: 2, ...other })
}

describe('finality/race-has-one-outcome', () => {
  test('a token that dies of a race in which everybody was refused is a finding with all racers as candidates', () => {
    const { findings } = race({ status: 409 }, { status: 404 }).probe('revocable-1', 401).judgedBy(raceHasOneOutcome)
    expect(findings).toMatchObject([
      { level: 'must', key: 'nobody won', tokens: ['revocable-1'], exchanges: [3, 4, 5, 6], candidates: [4, 5], at: 'status' },
    ])
  })

  test('one winner keeps it, whatever the others got', () => {
    expect(race({ status: 409 }, {}).probe('revocable-1', 401).judgedBy(raceHasOneOutcome)).toEqual({ exercised: 1, findings: [] })
  })

  test('one lost answer may have been the winner’s', () => {
    const story = race({ status: 409 }, { failure: { code: 'reset' } }).probe('revocable-1', 401)
    expect(story.judgedBy(raceHasOneOutcome)).toEqual({ exercised: 0, findings: [] })
  })

  test('a server error may have been the winner’s, too', () => {
    expect(race({ status: 409 }, { status: 500 }).probe('revocable-1', 401).judgedBy(raceHasOneOutcome).findings).toEqual([])
  })

  test('everybody refused and the token alive is no matter of races', () => {
    expect(race({ status: 404 }, { status: 404 }).probe('revocable-1', 404).judgedBy(raceHasOneOutcome).findings).toEqual([])
  })

  test('one refusal after the other is no race', () => {
    const story = new Story().meet().revoke('revocable-1', { status: 403 }).revoke('revocable-1', { status: 403 })
    expect(story.probe('revocable-1', 401).judgedBy(raceHasOneOutcome)).toEqual({ exercised: 0, findings: [] })
  })
})
