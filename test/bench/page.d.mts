import type { Machine } from './machine.mjs'
import type { Outcome } from './verdicts.mjs'

/** What `bench.json` holds. */
export interface Run {
  readonly machine: Machine
  /** When it began, RFC 3339. */
  readonly begin: string
  readonly rounds: number
  readonly benches: readonly Outcome[]
}

/** A run as one page that needs nothing but itself: no network, no script. */
export function pageOf(run: Run): string
