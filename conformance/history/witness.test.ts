import { describe, expect, test } from 'vitest'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import type { Door } from './events.ts'
import { usesAfterDeath } from './witness.ts'

const doors: readonly Door[] = [
  { name: 'target', kind: 'target', url: 'http://127.0.0.1:4010' },
  { name: 'replica-1', kind: 'replica', url: 'http://127.0.0.1:4011' },
  { name: 'probe-1', kind: 'probe', url: 'http://127.0.0.1:4010', operation: 'GET /api/v1/me' },
]
const me: Told = { door: 'probe-1', method: 'GET', target: '/api/v1/me' }

describe('a use after death', () => {
  test('is rejected by a 401', () => {
    expect(reactions(revoked().probe('revocable-1', 401))).toEqual(['rejected'])
  })

  test('is accepted by an answer such as the living get, between two refusals of garbage', () => {
    expect(reactions(revoked().probe('revocable-1', 404).probe('garbage', 401))).toEqual(['accepted'])
  })

  test('is accepted by any 2xx', () => {
    expect(reactions(revoked().probe('revocable-1', 200, { answer: {} }))).toEqual(['accepted'])
  })

  test('is one on every connection, under every body and every spelling of the scheme', () => {
    const story = revoked().probe('revocable-1', 401, { connection: 9, reused: false }).probe('revocable-1', 401, { body: '{' })
    expect(reactions(story.probe('revocable-1', 401, { authorization: ['BEARER ⟦revocable-1⟧'] }))).toEqual([
      'rejected',
      'rejected',
      'rejected',
    ])
  })

  test.each<[string, (story: Story) => Story]>([
    ['before the acknowledgement', (story) => story.probe('revocable-1', 404, { at: 30, took: 100 })],
    ['without an answer', (story) => story.probe('revocable-1', 404, { status: null })],
    ['by somebody else', (story) => story.probe('manager-1', 404)],
    ['during a restart', (story) => story.event({ kind: 'restart', begin: 500, end: 600 }).probe('revocable-1', 404, { at: 550 })],
  ])('is none %s', (_, told) => {
    expect(reactions(told(revoked()))).toEqual([])
  })
})

describe('an answer that proves nothing', () => {
  test('is that of a target that looks the id up before the credential, however it answers about ids that it has', () => {
    const story = new Story(['manager-1', 'revocable-1', 'revocable-2']).probe('garbage', 404)
    story.meet().revoke('revocable-1').probe('garbage', 404).tell({ by: 'garbage', of: 'revocable-2', status: 401 })
    expect(reactions(story.probe('revocable-1', 404))).toEqual(['unclear'])
  })

  test.each<[string, Told]>([
    [
      'another shape than the living get, such as a gateway’s own 404',
      { answer: '<h1>no route</h1>', answerHeaders: [['Content-Type', 'text/html']] },
    ],
    ['other keys than the living get', { answer: { message: 'no route' } }],
    ['another status', { status: 403 }],
    ['429', { status: 429 }],
    ['408', { status: 408 }],
    ['503', { status: 503 }],
    ['404 for an id that is no UUID', { id: 'x' }],
    ['404 for a nil UUID', { id: '00000000-0000-0000-0000-000000000000' }],
    ['404 for a broken body', { body: '{' }],
    ['204 to a preflight, which anybody gets', { method: 'OPTIONS', status: 204 }],
    ['200 to another method', { method: 'GET', status: 200 }],
    ['200 on another path', { target: '/', status: 200 }],
    ['404 on a path with a slash at its end', { target: '/api/v1/tokens/bbbbbbbb-0000-4000-8000-000000000001/revoke/' }],
  ])('is %s', (_, told) => {
    expect(reactions(revoked().probe('revocable-1', told.status ?? 404, told))).toEqual(['unclear'])
  })

  test.each<[string, (story: Story) => Story]>([
    ['garbage was let in before it', (story) => story.probe('garbage', 404).probe('revocable-1', 404)],
    ['garbage was let in after it', (story) => story.probe('revocable-1', 404).probe('garbage', 404)],
    ['garbage was never tried there', (story) => story.probe('revocable-1', 404, { door: 'replica-1' })],
  ])('is any where %s', (_, told) => {
    expect(reactions(told(revoked()))).toEqual(['unclear'])
  })

  test('is one whose shape only a busy answer to the living had', () => {
    const story = revoked().probe('manager-1', 408).probe('revocable-1', 408)
    expect(reactions(story)).toEqual(['unclear'])
  })

  test('is one whose shape only a loose spelling of a live credential had', () => {
    const story = revoked()
      .probe('manager-1', 400, { authorization: ['Bearer  ⟦manager-1⟧'] })
      .probe('revocable-1', 400)
    expect(reactions(story)).toEqual(['unclear'])
  })
})

describe('a door', () => {
  test('has its own garbage, and its own living', () => {
    const story = revoked().probe('garbage', 401, { door: 'replica-1' }).probe('manager-1', 404, { door: 'replica-1' })
    expect(reactions(story.probe('revocable-1', 404, { door: 'replica-1' }))).toEqual(['accepted'])
  })

  test('of another operation lets in with 2xx', () => {
    const story = revoked()
      .probe('garbage', 401, me)
      .probe('manager-1', 200, { ...me, answer: { name: 'x' } })
    expect(reactions(story.probe('revocable-1', 200, { ...me, answer: { name: 'y' } }).probe('revocable-1', 401, me))).toEqual([
      'accepted',
      'rejected',
    ])
  })

  test('that answers garbage with 429 has not refused it for good', () => {
    expect(reactions(revoked().probe('garbage', 429).probe('revocable-1', 404))).toEqual(['accepted'])
  })
})

/** A door that tells garbage from the living, and a token that was alive and then revoked. */
function revoked(): Story {
  return new Story(undefined, { doors }).meet().revoke('revocable-1')
}

/** How each use after death fared, in order. */
function reactions(story: Story): readonly string[] {
  return usesAfterDeath(story.history()).map(({ answer }) => answer)
}
