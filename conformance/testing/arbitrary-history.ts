import fc from 'fast-check'
import { stepOf } from '../engine/steps.ts'
import type { Defect } from './simulation/defects.ts'
import { provocationOf } from './simulation/defects.ts'
import type { Habits } from './simulation/plan.ts'
import { plans } from './simulation/plan.ts'
import type { Simulation } from './simulation/run.ts'
import { simulate } from './simulation/run.ts'
import { startedAt } from './simulation/wire-forms.ts'

export { defects } from './simulation/defects.ts'
export type { Simulation } from './simulation/run.ts'

/** Histories of correct targets: concurrent, with lost answers, refusals, replicas, restarts, expiry, and ties everywhere. */
export function correctHistories(habits: Partial<Habits> = {}): fc.Arbitrary<Simulation> {
  return plans(habits).map((plan) => legible(simulate(plan)))
}

/** Histories of a target that is correct but for one defect, which shows beyond doubt after everything else. */
export function historiesWith(defect: Defect): fc.Arbitrary<Simulation> {
  return plans({}, { maxActs: 8 }).map((drawn) => {
    // What ends tokens by itself would excuse the defect.
    const target = { ...drawn.target, ends: drawn.target.ends === 'rotation' ? ('rotation' as const) : ('nothing' as const) }
    const plan = { ...drawn, target, afterwards: provocationOf(defect) }
    return legible(simulate(plan, new defect.Target(target, startedAt)))
  })
}

/** A counterexample is read as a story, not as a plan. */
function legible(simulation: Simulation): Simulation {
  const { history, plan } = simulation
  const lines = (): string[] => [
    `habits ${JSON.stringify(plan.target)}`,
    ...history.issued.map(
      ({ token, begin, end, control }) => `issued ${JSON.stringify(token)} [${begin}, ${end}]${control ? ' as a control' : ''}`,
    ),
    ...history.restarts.map(({ begin, end }) => `restart [${begin}, ${end}]`),
    ...history.exchanges.map((exchange) => {
      const { who, what, status } = stepOf(history, exchange)
      const outcome = status ?? exchange.failure?.code ?? 'nothing'
      return `#${exchange.id} [${exchange.begin}, ${exchange.end ?? '…'}] ${exchange.door}: ${who} ${what} -> ${outcome}`
    }),
  ]
  return Object.assign(simulation, { [fc.toStringMethod]: () => `\n${lines().join('\n')}\n` })
}
