import type { RunResult } from '../../conformance/engine/result.ts'
import { failuresOf, warningsOf } from '../findings.ts'

/** What is different between two runs, the earlier one first. */
export interface Difference {
  /** Breaches that fail the gate of the later run and were not in the earlier one. */
  readonly broke: readonly Change[]
  /** Breaches of the earlier run that are gone, where their requirement was exercised again. */
  readonly fixed: readonly Change[]
  /** Everything else that is not as it was, though no gate sees it. */
  readonly changed: readonly Change[]
}

export interface Change {
  /** A requirement, a reading, or `latency of STATUS`. */
  readonly subject: string
  readonly before: string
  readonly after: string
}

/** Compares two runs of the suite, of the same target or of two. */
export function compare(before: RunResult, after: RunResult): Difference {
  const [earlier, later] = [breachesIn(before), breachesIn(after)]
  const verdicts = verdictsIn(after)
  const gone = [...earlier].filter(([key]) => !later.has(key))
  return {
    broke: [...later]
      .filter(([key]) => !earlier.has(key))
      .map(([, { id, got }]) => ({ subject: id, before: verdictsIn(before).get(id) ?? 'not asked for', after: got })),
    fixed: gone
      .filter(([, { id }]) => wasJudged(verdicts.get(id)))
      .map(([, { id, got }]) => ({ subject: id, before: got, after: verdicts.get(id) ?? '' })),
    changed: [
      ...verdictChanges(before, after),
      ...warningChanges(before, after),
      ...readingChanges(before, after),
      ...latencyChanges(before, after),
    ],
  }
}

interface Breach {
  readonly id: string
  readonly got: string
}

function breachesIn(result: RunResult): ReadonlyMap<string, Breach> {
  const found = failuresOf(result).flatMap(({ requirement: { id }, findings }) =>
    findings.map(({ key, got }) => [`${id}\n${key}`, { id, got }] as const),
  )
  return new Map(found)
}

function verdictsIn({ requirements }: RunResult): ReadonlyMap<string, string> {
  return new Map(requirements.map(({ id, verdict }) => [id, verdict.kind]))
}

/** A breach that nobody looked for is not known to be gone. */
function wasJudged(verdict: string | undefined): boolean {
  return verdict === 'passed' || verdict === 'failed'
}

/** Verdicts that are others, where neither of them is a failure: those are told as breaches. */
function verdictChanges(before: RunResult, after: RunResult): readonly Change[] {
  const [earlier, later] = [verdictsIn(before), verdictsIn(after)]
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((subject) => {
    const [was, is] = [earlier.get(subject) ?? 'not asked for', later.get(subject) ?? 'not asked for']
    const isTold = was === is || is === 'failed' || (was === 'failed' && wasJudged(is))
    return isTold ? [] : [{ subject, before: was, after: is }]
  })
}

function warningChanges(before: RunResult, after: RunResult): readonly Change[] {
  const warnings = (result: RunResult) =>
    new Map(warningsOf(result).map(({ requirement: { id }, finding: { key, got } }) => [`${id}\n${key}`, { id, got }] as const))
  const [earlier, later] = [warnings(before), warnings(after)]
  return [
    ...[...later]
      .filter(([key]) => !earlier.has(key))
      .map(([, { id, got }]) => ({ subject: id, before: 'no warning', after: `warning: ${got}` })),
    ...[...earlier]
      .filter(([key]) => !later.has(key))
      .map(([, { id, got }]) => ({ subject: id, before: `warning: ${got}`, after: 'no warning' })),
  ]
}

/** What the contract leaves open, and the target now chooses otherwise. */
function readingChanges(before: RunResult, after: RunResult): readonly Change[] {
  // Maps: a reading of a stored report may be called `toString`.
  const [earlier, later] = [new Map(Object.entries(before.readings)), new Map(Object.entries(after.readings))]
  return [...earlier.keys()].flatMap((name) => {
    const [was, is] = [earlier, later].map((readings) => readings.get(name)?.toSorted().join('|'))
    // A reading that was not observed says nothing.
    return was === undefined || is === undefined || was === is ? [] : [{ subject: `reading ${name}`, before: was, after: is }]
  })
}

/** Differences below these are noise: a factor, ms, and answers on either side. */
const noise = { factor: 2, milliseconds: 5, answers: 20 }

function latencyChanges({ run: earlier }: RunResult, { run: later }: RunResult): readonly Change[] {
  const others = new Map(Object.entries(later.statuses))
  return Object.entries(earlier.statuses).flatMap(([status, was]) => {
    const is = others.get(status)
    if (is === undefined || Math.min(was.count, is.count) < noise.answers) return []
    const [low, high] = [Math.min(was.p50, is.p50), Math.max(was.p50, is.p50)]
    if (high < low * noise.factor || high - low < noise.milliseconds) return []
    const inWords = (time: number) => `${time.toFixed(1)} ms`
    return [{ subject: `latency of ${status} (p50)`, before: inWords(was.p50), after: inWords(is.p50) }]
  })
}
