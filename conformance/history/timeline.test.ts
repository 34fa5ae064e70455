import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Told } from '../testing/story.ts'
import { Story } from '../testing/story.ts'
import type { Door, Exchange } from './events.ts'
import type { CredentialState, TargetState } from './timeline.ts'
import { timelineOf } from './timeline.ts'

const instants = fc.integer({ min: 100, max: 130 })
const spans = fc.nat(15)
const doors: readonly Door[] = [
  { name: 'target', kind: 'target', url: 'http://127.0.0.1:4010' },
  { name: 'replica-1', kind: 'replica', url: 'http://127.0.0.1:4011' },
]

describe('rule 1, dead', () => {
  test('a use that begins after the first acknowledgement, and after the declared propagation, is one of the dead', () =>
    fc.assert(
      fc.property(instants, spans, instants, spans, fc.nat(20), (begun, took, used, lasted, propagation) => {
        const story = metBy({ propagation })
          .revoke('revocable-1', { at: begun, took })
          .probe('revocable-1', 401, { at: used, took: lasted })
        expect(stateOfLast(story).includes('live')).toBe(used <= begun + took + propagation)
      }),
    ))

  test('of several acknowledgements the smallest end counts, whichever began first', () => {
    const story = metBy().revoke('revocable-1', { at: 100, took: 30 }).revoke('revocable-1', { at: 105, took: 5 })
    expect(stateOfLast(story.probe('revocable-1', 401, { at: 111 }))).toEqual(['dead'])
  })

  test('a tie with the acknowledgement proves nothing', () => {
    const story = metBy().revoke('revocable-1', { at: 100, took: 10 }).probe('revocable-1', 404, { at: 110 })
    expect(stateOfLast(story)).toEqual(expect.arrayContaining(['live', 'dead']))
  })

  test.each<[string, Told]>([
    ['another spelling of the id', { id: 'AAAAAAAA-0000-4000-8000-000000000002', status: 201 }],
    [
      'a path with a slash at its end',
      { of: 'revocable-1', target: '/api/v1/tokens/aaaaaaaa-0000-4000-8000-000000000002/revoke/', status: 201 },
    ],
    ['the token itself', { of: 'revocable-1', by: 'revocable-1' }],
    ['a caller who should not have been let', { of: 'revocable-1', by: 'nobody', status: 201 }],
  ])('a 201 to %s acknowledges, too', (_, told) => {
    expect(stateOfLast(metBy().tell(told).probe('revocable-1', 401))).toEqual(['dead'])
  })

  test.each<[string, Told]>([
    ['200', { status: 200 }],
    ['202', { status: 202 }],
    ['307', { status: 307 }],
    ['404', { status: 404 }],
    ['500', { status: 500 }],
    ['no answer', { status: null }],
    ['201 to another method', { status: 201, method: 'PUT' }],
  ])('%s acknowledges nothing', (_, told) => {
    expect(stateOfLast(metBy().revoke('revocable-1', told).probe('revocable-1', 401))).toContain('live')
  })
})

describe('rule 2, live', () => {
  test('a use that ends before anything that could have revoked it begins is one of the living', () =>
    fc.assert(
      fc.property(instants, instants, spans, (begun, used, lasted) => {
        const story = metBy().revoke('revocable-1', { at: begun, took: 1000 }).probe('revocable-1', 404, { at: used, took: lasted })
        expect(stateOfLast(story).includes('dead')).toBe(used + lasted >= begun)
      }),
    ))

  test.each<[string, Told]>([
    ['nobody', { by: 'nobody', status: 500 }],
    ['another method', { method: 'DELETE', status: 204 }],
    ['a redirect', { status: 307 }],
    ['a server error', { status: 503 }],
    ['no answer', { status: null }],
    ['a hang-up', { failure: { code: 'aborted' } }],
    ['408', { status: 408 }],
    ['a broken body', { body: '{', status: 500 }],
    ['another path', { target: '/api//v1/tokens/aaaaaaaa-0000-4000-8000-000000000002/revoke', status: 200 }],
  ])('%s could have revoked it', (_, told) => {
    expect(
      stateOfLast(
        metBy()
          .tell({ of: 'revocable-1', ...told })
          .probe('revocable-1', 404),
      ),
    ).toEqual(['dead', 'live'])
  })

  test('a complete refusal could not have, whatever it was', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 499 }).filter((status) => status !== 408),
        fc.constantFrom('POST', 'GET', 'DELETE'),
        fc.constantFrom('manager-1', 'nobody', 'outsider-1'),
        (status, method, by) => {
          const story = metBy().tell({ of: 'revocable-1', status, method, by }).probe('revocable-1', 404)
          expect(stateOfLast(story)).toEqual(['live'])
        },
      ),
    ))
})

describe('rule 3, in between', () => {
  test('the token named is live or revoked while another revocation is under way', () => {
    const story = metBy().revoke('revocable-1', { at: 100, took: 20 }).revoke('revocable-1', { at: 110, took: 20 })
    expect(targetOfLast(story)).toEqual(['revoked', 'live'])
  })

  test('a revocation does not count as having come before itself', () => {
    expect(targetOfLast(metBy().revoke('revocable-1'))).toEqual(['live'])
  })

  test('two managers that revoke each other in overlap may both have been live', () => {
    const story = metBy(['manager-1', 'manager-2'])
      .revoke('manager-2', { by: 'manager-1', at: 100, took: 10 })
      .revoke('manager-1', { by: 'manager-2', at: 105, took: 10 })
    expect(
      story
        .history()
        .exchanges.slice(-2)
        .map((exchange) => statesOf(story, exchange)),
    ).toEqual([
      ['dead', 'live'],
      ['dead', 'live'],
    ])
  })

  test('a revoked token stays revoked, whatever is asked of it again', () => {
    const story = metBy().revoke('revocable-1').revoke('revocable-1', { status: 404 }).revoke('revocable-1', { status: null })
    expect(targetOfLast(story.revoke('revocable-1'))).toEqual(['revoked'])
  })
})

describe('rule 5, lost answers', () => {
  test('a revocation without an answer may take effect at any later time', () => {
    const story = metBy().revoke('revocable-1', { status: null }).probe('revocable-1', 404).probe('revocable-1', 404, { at: 3_600_000 })
    expect(stateOfLast(story)).toEqual(['dead', 'live'])
  })

  test('the one that was answered later makes it certain', () => {
    const story = metBy().revoke('revocable-1', { status: null }).revoke('revocable-1').probe('revocable-1', 401)
    expect(stateOfLast(story)).toEqual(['dead'])
  })
})

describe('rule 7, expiry', () => {
  test('a token issued as expired counts as such only a minute after its time, by the Date of the answer', () =>
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 100 }), (seconds) => {
        const story = new Story(['manager-1']).issue('expired-1', { expiresAt: secondsFrom(0) })
        story.probe('expired-1', 401, { answerHeaders: [['Date', new Date(secondsFrom(seconds)).toUTCString()]] })
        expect(stateOfLast(story)).toEqual(seconds > 60 ? ['expired'] : ['expired', 'live'])
      }),
    ))

  test('without a time it is expired', () => {
    expect(stateOfLast(new Story(['manager-1', 'expired-1']).probe('expired-1', 401))).toEqual(['expired'])
  })

  test('a live token may be refused from a minute before its own time', () =>
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 100 }), (seconds) => {
        const story = new Story(['manager-1']).issue('revocable-1', { expiresAt: secondsFrom(0) }).meet()
        story.probe('revocable-1', 401, { answerHeaders: [['Date', new Date(secondsFrom(seconds)).toUTCString()]] })
        expect(stateOfLast(story)).toEqual(seconds > -60 ? ['expired', 'live'] : ['live'])
      }),
    ))

  test('the time is that of the target: where its clock cannot be known, the token may have expired', () => {
    const story = new Story(['manager-1']).issue('revocable-1', { expiresAt: secondsFrom(3600) })
    story.probe('revocable-1', 404, { answerHeaders: [] }).probe('revocable-1', 404, { answerHeaders: [] })
    expect(stateOfLast(story)).toEqual(['expired', 'live'])
  })

  test('its clock is known from another answer', () => {
    const story = new Story(['manager-1']).issue('revocable-1', { expiresAt: secondsFrom(3600) }).meet()
    expect(stateOfLast(story.probe('revocable-1', 404, { answerHeaders: [] }))).toEqual(['live'])
  })

  test('a first revocation tells the time of a target that sends no Date; a repeated one tells of the past', () => {
    const told = (): Story =>
      new Story(['manager-1', 'revocable-1'])
        .issue('revocable-2', { expiresAt: secondsFrom(3600) })
        .probe('revocable-2', 404, { answerHeaders: [] })
    const answered = { answerHeaders: [], data: { revoked_at: secondsFrom(0) } }
    const first = told().revoke('revocable-1', answered).probe('revocable-2', 404, { answerHeaders: [] })
    expect(stateOfLast(first)).toEqual(['live'])
    const repeated = told()
      .revoke('revocable-1', { status: null })
      .revoke('revocable-1', answered)
      .probe('revocable-2', 404, { answerHeaders: [] })
    expect(stateOfLast(repeated)).toEqual(['expired', 'live'])
  })
})

describe('rule 8, issue', () => {
  test('a token that was accepted nowhere yet need not be known', () => {
    expect(stateOfLast(new Story().probe('revocable-1', 401))).toEqual(['live', 'not yet accepted'])
  })

  test('it is known at a door once it was accepted there, and at no other', () => {
    const story = new Story(undefined, { doors }).probe('revocable-1', 404)
    expect(stateOfLast(story.probe('revocable-1', 404))).toEqual(['live'])
    expect(stateOfLast(story.probe('revocable-1', 401, { door: 'replica-1' }))).toEqual(['live', 'not yet accepted'])
  })

  test.each<[string, Told]>([
    ['in overlap with this use', { at: 15, took: 100 }],
    ['for a broken body, whose refusal says nothing about it', { body: '{', status: 404 }],
    ['for an id that is no UUID', { id: 'x', status: 404 }],
  ])('an answer %s is no acceptance', (_, told) => {
    const story = new Story().probe('revocable-1', 404, told).probe('revocable-1', 401, { at: 20 })
    expect(stateOfLast(story)).toContain('not yet accepted')
  })

  test('a token of which the history knows nothing is none', () => {
    expect([...timelineOf(new Story().history()).credentialStates('revocable-9', exchangeOf(new Story().probe('garbage', 401)))]).toEqual([
      'not yet accepted',
    ])
  })
})

describe('rule 10, restarts', () => {
  const restarted = (): Story => metBy().event({ kind: 'restart', begin: 100, end: 150 })

  test('nothing is proved from the beginning of a restart until garbage is refused and a manager accepted again', () => {
    const story = restarted().probe('revocable-1', 404, { at: 120 }).probe('garbage', 401, { at: 160 }).probe('manager-1', 404, { at: 170 })
    const unsettled = story
      .probe('revocable-1', 404, { at: 180 })
      .history()
      .exchanges.map((exchange) => isUnsettled(story, exchange))
    expect(unsettled.slice(-4)).toEqual([true, true, true, false])
  })

  test('it lasts for ever when the target never tells them apart again', () => {
    const story = restarted()
      .probe('manager-1', 404, { at: 160 })
      .probe('garbage', 404, { at: 170 })
      .probe('revocable-1', 404, { at: 9000 })
    expect(isUnsettled(story, exchangeOf(story))).toBe(true)
  })

  test('a gateway that answers 404 to anybody before its service is back accepts nobody', () => {
    const story = restarted().probe('manager-1', 404, { at: 160 }).probe('garbage', 401, { at: 170 }).probe('revocable-1', 401, { at: 180 })
    expect(isUnsettled(story, exchangeOf(story))).toBe(true)
  })

  test('each door comes back by itself', () => {
    const story = new Story(undefined, { doors }).event({ kind: 'restart', begin: 100, end: 150 })
    story.probe('garbage', 401, { at: 160 }).probe('manager-1', 404, { at: 170 }).probe('revocable-1', 401, { at: 180, door: 'replica-1' })
    expect(isUnsettled(story, exchangeOf(story))).toBe(true)
    expect(isUnsettled(story, exchangeOf(story.probe('revocable-1', 404, { at: 190 })))).toBe(false)
  })

  test('acknowledgements before it stay in force, one during it is none, though the token may be dead', () => {
    const settled = { at: 200 }
    const before = metBy().revoke('revocable-1').event({ kind: 'restart', begin: 100, end: 150 })
    expect(stateOfLast(before.probe('revocable-1', 401, settled))).toEqual(['dead'])
    expect(stateOfLast(restarted().revoke('revocable-1', { at: 120 }).probe('revocable-1', 401, settled))).toEqual(['dead', 'live'])
  })

  test('whoever is let in during it has not been accepted', () => {
    const story = new Story()
      .event({ kind: 'restart', begin: 5, end: 50 })
      .probe('revocable-1', 404, { at: 20 })
      .probe('revocable-1', 401, { at: 60 })
    expect(stateOfLast(story)).toContain('not yet accepted')
  })
})

/** A story in which everybody has been accepted, before time 100. */
function metBy(header: readonly string[] | { readonly propagation?: number } = {}): Story {
  if ('length' in header) return new Story(header).meet()
  return new Story(['manager-1', 'revocable-1', 'outsider-1'], header).meet()
}

function exchangeOf(story: Story): Exchange {
  const last = story
    .history()
    .exchanges.toSorted((a, b) => a.id - b.id)
    .at(-1)
  if (last === undefined) throw new RangeError('Nothing was told yet.')
  return last
}

function statesOf(story: Story, exchange: Exchange): readonly CredentialState[] {
  const alias = /⟦([^⟧]+)⟧/.exec(String(exchange.request.headers))?.[1] ?? ''
  return [...timelineOf(story.history()).credentialStates(alias, exchange)]
}

/** Of the credential in what was told last. */
function stateOfLast(story: Story): readonly CredentialState[] {
  return statesOf(story, exchangeOf(story))
}

/** Of `revocable-1`, in what was told last. */
function targetOfLast(story: Story): readonly TargetState[] {
  return [...timelineOf(story.history()).targetStates('revocable-1', exchangeOf(story))]
}

function isUnsettled(story: Story, exchange: Exchange): boolean {
  return timelineOf(story.history()).isUnsettled(exchange)
}

function secondsFrom(seconds: number): string {
  return new Date(Date.parse('2026-01-01T01:00:00Z') + seconds * 1000).toISOString()
}
