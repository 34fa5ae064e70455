import type { RequirementResult, RunResult } from '../conformance/engine/result.ts'
import type { Failure, Warning } from './findings.ts'
import { excuseOf, failuresOf, warningsOf } from './findings.ts'
import { plain } from './terminal/colours.ts'
import { failureLines } from './terminal/failure.ts'
import { visible } from './visible.ts'

/** A requirement as test reports know it: one test case. All texts are free of control characters but `\n`. */
export interface Case {
  readonly family: string
  /** The requirement's id without its family. */
  readonly name: string
  readonly title: string
  readonly level: string
  readonly status: 'passed' | 'failed' | 'skipped' | 'errored'
  /** One line: why it is not passed. */
  readonly message?: string
  /** The whole failure as text: promise, sequence, `curl`, replay. */
  readonly details?: string
  /** One line each; they fail nothing. */
  readonly warnings: readonly string[]
}

/**
 * The run as test cases, in the order of the catalogue, after one for the run itself: a run without a conclusion must
 * not look green where nobody reads exit codes, though nothing failed in it.
 */
export function casesOf(result: RunResult): readonly Case[] {
  const failures = new Map(failuresOf(result).map((failure) => [failure.requirement, failure]))
  const warnings = warningsOf(result)
  return [
    conclusion(result),
    ...result.requirements.map((requirement) =>
      caseOf(
        requirement,
        failures.get(requirement),
        warnings.filter((warning) => warning.requirement === requirement),
      ),
    ),
  ]
}

/** Wide enough that nothing but prose is wrapped. */
const width = 140

function conclusion({ outcome, headline }: RunResult): Case {
  const common = { family: 'run', name: 'comes-to-a-conclusion', title: 'The run comes to a conclusion', level: 'must', warnings: [] }
  return outcome === 'no conclusion' ? { ...common, status: 'errored', message: visible(headline) } : { ...common, status: 'passed' }
}

function caseOf({ id, title, level, verdict }: RequirementResult, failure: Failure | undefined, warnings: readonly Warning[]): Case {
  const [family = '', ...rest] = id.split('/')
  const common = {
    family,
    name: rest.join('/') || family,
    title: visible(title),
    level,
    warnings: warnings.map(({ finding }) => visible(`${excuseOf(finding)}: expected ${finding.expected}, got ${finding.got}`)),
  }
  if (failure !== undefined) {
    const [{ expected, got, hint }] = failure.findings
    const why = hint === undefined ? '' : `. ${hint}`
    const details = failureLines(failure, width, plain, true).join('\n').trimEnd()
    return { ...common, status: 'failed', message: visible(`expected ${expected}, got ${got}${why}`), details }
  }
  if (verdict.kind === 'errored') return { ...common, status: 'errored', message: visible(verdict.message) }
  if (verdict.kind === 'not exercised') return { ...common, status: 'skipped', message: visible(verdict.reason) }
  return { ...common, status: 'passed' }
}
