import type { FirstFinding, HistoryEvent, Leftover } from '../history/events.ts'
import type { Finding, Level, Requirement, Source } from '../requirements/requirement.ts'

/** Emitted while a run goes on, in order: `started`, then anything, then `finished`. Writers listen; the engine knows none. */
export type RunEvent =
  | {
      readonly kind: 'started'
      readonly seed: number
      readonly profile: string
      readonly target: string
      readonly requirements: readonly Requirement[]
      readonly scenarios: readonly string[]
      /** The file that is judged again; absent where requests are sent. */
      readonly from?: string
    }
  | { readonly kind: 'phase'; readonly name: string; readonly planned?: number }
  | { readonly kind: 'history'; readonly event: HistoryEvent }
  | {
      readonly kind: 'progress'
      readonly scenario: string
      readonly cases: number
      readonly planned: number
      readonly requests: number
      readonly findings: number
      readonly elapsed: number
    }
  | { readonly kind: 'finding'; readonly finding: Finding; readonly elapsed: number; readonly requests: number }
  | { readonly kind: 'notice'; readonly message: string }
  | { readonly kind: 'finished'; readonly result: RunResult }

export type Outcome = 'conformant' | 'partial' | 'not conformant' | 'no conclusion'

export type Verdict =
  | { readonly kind: 'passed'; readonly exercised: number; readonly warnings: readonly ReportedFinding[] }
  | { readonly kind: 'failed'; readonly exercised: number; readonly findings: readonly ReportedFinding[] }
  | { readonly kind: 'not exercised'; readonly reason: string; readonly allowed: boolean }
  | { readonly kind: 'errored'; readonly message: string }

/** A requirement with what the run says of it. */
export interface RequirementResult {
  readonly id: string
  readonly level: Level
  readonly title: string
  readonly source: Source
  readonly verdict: Verdict
}

/** A finding as reports show it: the same breach seen again is counted, not repeated. */
export interface ReportedFinding extends Finding {
  /** How often it was seen in the whole run, at least 1. */
  readonly count: number
  readonly counterexample: Counterexample
  /** A baseline knows it: it is shown, and does not fail the gate. */
  readonly known?: true
}

/** The shortest sequence that shows a finding. */
export interface Counterexample {
  readonly scenario: string
  /** One line of prose a step, such as `manager-1 revokes revocable-7: 201`. */
  readonly steps: readonly Step[]
  /** `curl` commands, one a step; secrets as shell variables such as `$REVOCABLE_7`, a race with `&` and `wait`. */
  readonly curl: string
  /** Arguments after `dayzero-contract`: this case again, or the whole run where the finding is visible only over it. */
  readonly replay?: string
  /** How often fast-check shrank it. */
  readonly shrinks: number
}

export interface Step {
  readonly exchange: number
  readonly begin: number
  readonly end: number | null
  /** Alias of the token that was presented, or `nobody`, `an unknown credential`, … */
  readonly who: string
  readonly what: string
  readonly status: number | null
  /** The answer, shortened to what matters; never markup. */
  readonly answer: string
}

/** The whole outcome of a run; `reports/` turns it into files. */
export interface RunResult {
  readonly outcome: Outcome
  /** Why, in one sentence. */
  readonly headline: string
  readonly exitCode: 0 | 1 | 3
  readonly requirements: readonly RequirementResult[]
  /** Which permitted choice the target was seen to make: reading name to the values seen. */
  readonly readings: Readonly<Record<string, readonly string[]>>
  readonly run: RunFacts
  /** Tokens that could not be revoked at the end, by alias, with the reason. */
  readonly leftovers: readonly Leftover[]
  readonly notices: readonly string[]
}

export interface RunFacts {
  readonly suite: string
  readonly contractDigest: string
  readonly target: string
  readonly doors: readonly string[]
  readonly profile: string
  readonly seed: number
  readonly startedAt: string
  /** ms */
  readonly duration: number
  readonly requests: number
  readonly connections: number
  readonly tokens: Readonly<Record<string, number>>
  /** Declared, in ms. */
  readonly propagation: number
  readonly complete: boolean
  /** The first failure that was seen (with `--fail-fast`, of those asked for): ms and requests since the start. */
  readonly firstFinding?: FirstFinding
  /**
   * Tokens whose revocation overlapped another request that named or bore them, and the chance, between 0 and 1, that so
   * many races miss a defect that one in twenty shows.
   */
  readonly races: { readonly count: number; readonly chanceToMiss: number }
  /** Status to count and latency percentiles in ms. */
  readonly statuses: Readonly<Record<string, { readonly count: number; readonly p50: number; readonly p95: number; readonly p99: number }>>
  readonly node: string
}
