/**
 * A bench: one question about speed or size, asked of several subjects in alternating rounds of one run.
 *
 * To add one: a file in `benches/` that exports it, and an entry in `benches.mjs`. It only measures; medians, ratios, verdicts,
 * the table, `bench.json` and the page are made of what it returns, and of its bars.
 *
 *     export const judging = {
 *       name: 'judging',                         // kebab-case; `--only` takes it, or its beginning
 *       title: 'Judging a recorded history',     // what is measured, and how, in one sentence
 *       bars: [{ quantity: 'time', subject: '100 k exchanges', most: 2 }],
 *       async measure({ rounds, say }) {
 *         const times = await alternating(['100 k exchanges', '400 k exchanges'], rounds, (size) => secondsOf(size))
 *         return { quantities: [{ name: 'time', unit: 's', samples: times }] }
 *       },
 *     }
 */
export interface Bench {
  readonly name: string
  readonly title: string
  /** What is to be reached. */
  readonly bars: readonly Bar[]
  measure(how: Circumstances): Promise<Measured>
}

export interface Circumstances {
  /** How often everything is measured. */
  readonly rounds: number
  /** For who watches: one line on what is going on. */
  readonly say: (line: string) => void
}

/** What a subject is to reach: with `against` a ratio to another subject in the same rounds, without it a figure in the quantity's unit. */
export interface Bar {
  /** The `name` of a quantity. */
  readonly quantity: string
  readonly subject: string
  /** A subject whose sample of the same round divides this one's. */
  readonly against?: string
  /** One of the two. */
  readonly least?: number
  readonly most?: number
}

export interface Measured {
  readonly quantities: readonly Quantity[]
  /** Subjects that could not be measured here, and why, in a sentence. */
  readonly absent?: Readonly<Record<string, string>>
  /** What a reader must know: the load generator, what was left out. */
  readonly notes?: readonly string[]
}

/** One thing that was measured. */
export interface Quantity {
  readonly name: string
  /** `requests/s`, `ms`, `s`, `MB`, …; only what is compared by ratio may depend on the machine. */
  readonly unit: string
  /** By subject, one sample a round: in the order of the rounds, so that those at one place were taken one after the other. */
  readonly samples: Readonly<Record<string, readonly number[]>>
  /** Every other subject's ratio to this one is shown. */
  readonly reference?: string
}
