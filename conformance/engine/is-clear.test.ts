import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Exchange } from '../history/events.ts'
import { History } from '../history/history.ts'
import { assessmentsOf } from '../interpretation/assessment.ts'
import { readRequest } from '../interpretation/request.ts'
import { correctHistories, defects, historiesWith } from '../testing/arbitrary-history.ts'
import { Closure } from './closure.ts'
import { isClear } from './is-clear.ts'
import { mustFindings } from './judge.ts'

/** Raise it to look deeper: `RUNS=5000 npx vitest run conformance/engine/is-clear.test.ts`. */
const numRuns = Number(process.env['RUNS'] ?? 80)

/** An answer that is put in the place of another one, of that number. */
interface Lie {
  readonly place: number
  readonly status: number
}

const lie: fc.Arbitrary<Lie> = fc.record({
  place: fc.nat(),
  status: fc.constantFrom(200, 201, 201, 400, 401, 401, 403, 404, 404, 409, 422, 429, 500, 503),
})

/** Runs of targets that are right, have a defect, or answer wrongly now and then; of half of them all that is unusual is left out. */
const runs = fc
  .tuple(fc.oneof(correctHistories(), ...defects.map(historiesWith)), fc.boolean(), fc.array(lie, { maxLength: 2 }))
  .map(([{ history }, isQuiet, lies]) => lies.reduce(withLie, isQuiet ? quieted(history) : history))

function quieted(history: History): History {
  const usual = new Set(assessmentsOf(history).flatMap(({ exchange, standing }) => (standing === 'accepted' ? exchange : [])))
  return new History(history.events.filter((event) => (event.kind === 'exchange' ? usual.has(event) : event.kind !== 'restart')))
}

/** Another answer of the run that has the status, or the same one with the status alone. */
function withLie(history: History, { place, status }: Lie): History {
  const { exchanges } = history
  const told = exchanges[place % Math.max(1, exchanges.length)]
  if (told?.response === undefined || told.response === null) return history
  const other = exchanges.findLast(({ response }) => response?.status === status)?.response ?? { ...told.response, status }
  return new History(history.events.map((event) => (event === told ? { ...told, response: other } : event)))
}

/** The cases of a run: what names a token that anything else names, or bears it, is of the same case. */
function casesOf(history: History): ReadonlyMap<Exchange, string> {
  const readings = history.exchanges.map((exchange) => ({ exchange, ...readRequest(history, exchange) }))
  const roots = new Map<string, string>()
  const rootOf = (alias: string): string => {
    const next = roots.get(alias)
    return next === undefined || next === alias ? alias : rootOf(next)
  }
  for (const { names } of readings) for (const alias of names) roots.set(rootOf(alias), rootOf(names[0] ?? alias))
  return new Map(
    readings.map(({ exchange, names, credential }) => {
      const own = names[0] ?? (credential.kind === 'token' && roots.has(credential.alias) ? credential.alias : undefined)
      // What asks about nobody in particular is common, or belongs to any case.
      return [exchange, own === undefined ? (exchange.id % 2 === 0 ? 'common' : `other#${exchange.id % 5}`) : `token#${rootOf(own)}`]
    }),
  )
}

test('cases that are cleared together are cleared one by one, too', () => {
  let [failing, clear] = [0, 0]
  fc.assert(
    fc.property(runs, (history) => {
      const cases = casesOf(history)
      const closure = new Closure()
      for (const event of history.events) {
        const name = event.kind === 'exchange' ? (cases.get(event) ?? '') : ''
        closure.on(event.kind === 'exchange' ? { ...event, case: name, scenario: name === 'common' ? 'control' : 'some' } : event)
      }
      const ids = [...new Set(cases.values())].filter((id) => id !== 'common')
      const failed = ids.filter((id) => mustFindings(closure.historyOf(id)).length > 0)
      const areClear = isClear(closure.historyOf(...ids))
      clear += areClear ? 1 : 0
      if (failed.length === 0) return
      failing += 1
      const findings = failed.flatMap((id) => mustFindings(closure.historyOf(id)).map((finding) => ({ id, ...finding })))
      expect(areClear, JSON.stringify(findings)).toBe(false)
    }),
    { numRuns },
  )
  expect(failing).toBeGreaterThan(numRuns / 10)
  expect(clear).toBeGreaterThan(0)
})
