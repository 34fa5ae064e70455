import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge, mustFindings } from '../engine/judge.ts'
import type { Finding } from '../requirements/requirement.ts'
import type { Simulation } from '../testing/arbitrary-history.ts'
import { correctHistories, defects, historiesWith } from '../testing/arbitrary-history.ts'
import { isReserved } from '../testing/simulation/defects.ts'
import type { HistoryEvent } from './events.ts'
import { History } from './history.ts'
import { timelineOf } from './timeline.ts'
import { wrongDeathsOf } from './wrong-death.ts'

/** Raise it to look deeper: `RUNS=5000 npx vitest run conformance/history/fairness.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 30)

function assertForAll<Value>(arbitrary: fc.Arbitrary<Value>, law: (value: Value) => void, share = 1): void {
  fc.assert(fc.property(arbitrary, law), { numRuns: Math.ceil(numRuns * share) })
}

const lasting = correctHistories({ ends: 'nothing' })
const anyHistory = fc.oneof(correctHistories(), ...defects.map(historiesWith))

describe('a correct target', () => {
  test.each(['nothing', 'rotation', 'age', 'idleness', 'lockout'] as const)(
    'is accused of nothing, where %s ends tokens by itself',
    (ends) =>
      assertForAll(correctHistories({ ends }), ({ history }) => {
        expect(accusations(history)).toEqual([])
        expect(wrongDeathsOf(history)).toEqual([])
      }),
  )

  test('breaks no judge', () =>
    assertForAll(correctHistories(), ({ history }) => {
      expect(judge(history).filter(({ error }) => error !== undefined)).toEqual([])
    }))

  test('is accused of nothing when the run is interrupted', () =>
    assertForAll(fc.tuple(lasting, fc.nat()), ([{ events, history }, instant]) => {
      const last = history.exchanges.at(-1)?.begin ?? 0
      expect(accusations(new History(events.flatMap((event) => interrupted(event, instant % (last + 1)))))).toEqual([])
    }))

  test('is accused of nothing when a longer propagation is declared than it needs', () =>
    assertForAll(fc.tuple(lasting, fc.nat(1000)), ([{ events }, more]) => {
      const patient = events.map((event) => (event.kind === 'header' ? { ...event, propagation: event.propagation + more } : event))
      expect(accusations(new History(patient))).toEqual([])
    }))

  test('is accused of nothing by a clock that sees everything begin earlier and end later', () =>
    assertForAll(fc.tuple(lasting, fc.nat(5)), ([{ events }, blur]) => {
      const blurred = events.map((event) =>
        event.kind === 'exchange' ? { ...event, begin: event.begin - blur, end: event.end === null ? null : event.end + blur } : event,
      )
      expect(accusations(new History(blurred))).toEqual([])
    }))
})

describe('the timeline', () => {
  test('allows the state in which each credential really was when it was checked', () =>
    assertForAll(lasting, ({ history, truths }) => {
      for (const exchange of settled(history)) {
        const credential = truths.get(exchange.id)?.credential
        if (credential === undefined || makesNoDifference(credential)) continue
        expect([...timelineOf(history).credentialStates(credential.alias, exchange)], `in #${exchange.id}`).toContain(credential.state)
      }
    }))

  test('allows the state in which each named token really was when it was looked up', () =>
    assertForAll(lasting, ({ history, truths }) => {
      for (const exchange of settled(history)) {
        const target = truths.get(exchange.id)?.target
        if (target === undefined || makesNoDifference(target)) continue
        expect([...timelineOf(history).targetStates(target.alias, exchange)], `in #${exchange.id}`).toContain(target.state)
      }
    }))

  test('is certain of every acknowledged death in the end, at rest, and of no other', () =>
    assertForAll(lasting, ({ history }) => {
      const timeline = timelineOf(history)
      const last = history.exchanges.at(-1)
      const isCertainlyDead = (alias: string): boolean => last !== undefined && !timeline.credentialStates(alias, last).has('live')
      const lives = [...timeline.lives].filter(({ token }) => token.kind !== 'expired')
      expect(lives.filter(({ token }) => isCertainlyDead(token.alias))).toEqual(lives.filter(({ ack }) => Number.isFinite(ack)))
    }))
})

describe('a history', () => {
  test('is judged alike in whatever order its exchanges were written', () =>
    assertForAll(fc.tuple(anyHistory, fc.func(fc.nat())), ([{ events }, place]) => {
      const exchanges = events.filter((event) => event.kind === 'exchange').toSorted((a, b) => place(a.id) - place(b.id))
      const mixed = [...events.filter((event) => event.kind !== 'exchange'), ...exchanges]
      expect(sorted(accusations(new History(mixed)))).toEqual(sorted(accusations(new History(events))))
    }))

  test('is judged alike after it was stored and read again', () =>
    assertForAll(anyHistory, ({ events }) => {
      const stored = JSON.parse(JSON.stringify(events)) as typeof events
      expect(judge(new History(stored))).toEqual(judge(new History(events)))
    }))
})

describe('a target that breaks one promise', () => {
  test.each(defects)('is found out: $name', (defect) =>
    assertForAll(
      historiesWith(defect),
      ({ history }) => {
        expect(accusations(history).map(({ requirement }) => requirement)).toContain(defect.requirement)
      },
      1 / 4,
    ),
  )

  test.each(defects)('is accused for the right tokens only: $name', (defect) =>
    assertForAll(
      historiesWith(defect),
      ({ history, tokens }) => {
        const guilty = new Set(tokens.filter(isReserved).map(({ token }) => token.alias))
        expect(accusations(history).filter((finding) => !finding.tokens.some((alias) => guilty.has(alias)))).toEqual([])
      },
      1 / 4,
    ),
  )
})

function accusations(history: History): readonly Finding[] {
  return mustFindings(history)
}

/** What is left of an event when the run ends at an instant. */
function interrupted(event: HistoryEvent, at: number): readonly HistoryEvent[] {
  if (event.kind !== 'exchange') return 'begin' in event && event.begin > at ? [] : [event]
  if (event.begin > at) return []
  if (event.end !== null && event.end <= at) return [event]
  return [{ ...event, end: null, response: null, failure: { code: 'interrupted', message: 'the run was ended', bytesRead: 0, at } }]
}

function settled(history: Simulation['history']): History['exchanges'] {
  return history.exchanges.filter((exchange) => !timelineOf(history).isUnsettled(exchange))
}

/** A token issued as expired is refused whether or not a door has heard of it. */
function makesNoDifference({ alias, state }: { readonly alias: string; readonly state: string }): boolean {
  return alias.startsWith('expired') && state === 'not yet accepted'
}

function sorted(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ requirement, key, exchanges }) => `${requirement} ${key} ${exchanges.join()}`).toSorted()
}
