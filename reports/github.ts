import type { RunResult } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'
import { failuresOf, warningsOf } from './findings.ts'
import { markdownOf } from './markdown.ts'
import { visible } from './visible.ts'

export interface GitHubOptions {
  /** The log of the step, in which the runner looks for commands. */
  readonly log: { write(text: string): unknown }
  /** Appends to the job summary; absent where there is none. */
  readonly summarise?: (markdown: string) => Promise<void>
  /** A word that nobody can guess: until it comes again, the runner takes no command from the log. */
  readonly token: string
}

/** GitHub shows no more than ten of each kind for a step. */
const shown = 10

/**
 * What a run says to GitHub Actions: an annotation for each failure and warning, and the job summary.
 *
 * While the run goes on, the runner is told to take no commands: a target could print one through us (`::error::`,
 * `::add-mask::`). So this writer speaks when it is made and when it is closed, after all others.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubWriter({ log, summarise, token }: GitHubOptions): Writer {
  let result: RunResult | undefined
  log.write(`::stop-commands::${token}\n`)
  return {
    on(event) {
      if (event.kind === 'finished') result = event.result
    },
    async close() {
      log.write(`\n::${token}::\n`)
      if (result === undefined) return
      for (const annotation of annotationsOf(result)) log.write(`${annotation}\n`)
      await summarise?.(markdownOf(result))
    },
  }
}

/** Workflow commands, one line each. */
export function annotationsOf(result: RunResult): readonly string[] {
  const failures = failuresOf(result).map(({ requirement, findings: [{ expected, got, hint, counterexample }] }) => {
    const replay = counterexample.replay === undefined ? '' : `\nReplay: dayzero-contract ${visible(counterexample.replay)}`
    const why = hint === undefined ? '' : `\n${visible(hint)}`
    return command('error', requirement.id, `${visible(`${requirement.title}: expected ${expected}, got ${got}`)}${why}${replay}`)
  })
  const warnings = warningsOf(result).map(({ requirement, finding: { expected, got } }) =>
    command('warning', requirement.id, visible(`${requirement.title}: expected ${expected}, got ${got}`)),
  )
  const conclusion = result.outcome === 'no conclusion' ? [command('error', 'no conclusion', visible(result.headline))] : []
  return [...conclusion, ...failures.slice(0, shown - conclusion.length), ...warnings.slice(0, shown)]
}

function command(kind: 'error' | 'warning', subject: string, message: string): string {
  return `::${kind} title=${property(`dayzero-contract: ${subject}`)}::${data(message)}`
}

/** Escapes as the runner's own toolkit does. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
