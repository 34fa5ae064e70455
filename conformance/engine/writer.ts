import type { RunEvent } from './result.ts'

/** A listener to a run. The engine knows no more of it than this: a new report is a new writer. */
export interface Writer {
  /** Called for every event, in order; the next one comes when the promise is settled. */
  on(event: RunEvent): void | Promise<void>
  /** Called once, after the last event, also when the run was interrupted: flush and close what is open. */
  close(): Promise<void>
}

/** What the user asked to be told, as the options of `check` and its siblings say it. */
export interface WriterChoices {
  /** `--report FORMAT[=PATH]`, as often as it was given. */
  readonly report: readonly string[]
  /** `--out DIR`: the usual set of files goes there. */
  readonly out?: string
  /** What is read is not written over: the report that would be this file is left out. */
  readonly source?: string
  /** `--quiet`: the verdict and the failures, no progress. */
  readonly quiet: boolean
  /** `--verbose`: every scenario and notice as it happens. */
  readonly verbose: boolean
}

/**
 * Makes the writers of one run. `cli.ts` hands it to the commands, so that `conformance/` need not know `reports/`.
 *
 * Called before anything is sent: a wrong choice is an error (exit 2) and costs no run.
 */
export type WritersFor = (choices: WriterChoices) => Promise<readonly Writer[]>
