import type { Bar, Bench, Measured } from './bench.mjs'
import type { Spread } from './statistics.mjs'

/** A bar beside what was measured. */
export type Verdict =
  | { readonly bar: Bar; readonly kind: 'not measured' }
  | {
      readonly bar: Bar
      /** By the median. `close`: the bar lies within the spread, so that another run may come out otherwise. */
      readonly kind: 'reached' | 'missed'
      readonly close: boolean
      readonly value: Spread
    }

/** A bench as it is reported. */
export interface Outcome extends Required<Measured> {
  readonly name: string
  readonly title: string
  readonly verdicts: readonly Verdict[]
}

/** @throws Error for a bar that names a quantity which the bench does not measure. */
export function outcomeOf(bench: Pick<Bench, 'name' | 'title' | 'bars'>, measured: Measured): Outcome

/** `mock at least 0.6 of bare node:http`. */
export function wordsOf(bar: Bar, unit: string): string
