/** The median, and the quartiles around it. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** @param samples At least one. */
export function spreadOf(samples: readonly number[]): Spread

/** The quotients of two subjects round by round; a round that only one of them has is left out. */
export function ratiosOf(samples: readonly number[], reference: readonly number[]): number[]

/**
 * Measures every subject once a round. Each round begins with another one, so that none has the better place for good.
 *
 * @returns By subject, its samples in the order of the rounds.
 */
export function alternating<Subject extends string>(
  subjects: readonly Subject[],
  rounds: number,
  measure: (subject: Subject, round: number) => Promise<number>,
): Promise<Record<Subject, number[]>>
