/** One run of the suite against one mock, as `mutants.json` has it. */
export interface Outcome {
  readonly name: string
  readonly kind: 'fault' | 'fair'
  readonly seed: number
  /** Whether the run was ended at the first finding of the family. */
  readonly early: boolean
  readonly good: boolean
  /** Empty when good. */
  readonly problem: string
  /** Of a fault; else empty, as is `level`. */
  readonly family: string
  readonly level: 'must' | 'should' | ''
  /** Ids of the requirements that a finding of level `must` broke. */
  readonly failed: readonly string[]
  /** Ids of those that drew other findings only. */
  readonly warned: readonly string[]
  /** How many findings of level `must` there were. */
  readonly findings: number
  /** When the first of all was seen, in ms and requests since the start of the run. `requirement` is null where only the whole run showed it. */
  readonly first: { readonly requirement: string | null; readonly elapsed: number; readonly requests: number } | null
}

/** Every fault with the requirements that it broke, by family, and the time to the first; several seeds in one line. Empty without faults. */
export function matrix(outcomes: readonly Outcome[], width: number): string

/**
 * Figures for the whole, and whether anything is wrong.
 *
 * @param of `requirements`: the ids of all, where every fault was tried, else none. `duration`: ms. `width`: where lines end.
 */
export function summaryOf(
  outcomes: readonly Outcome[],
  of: { readonly requirements: readonly string[]; readonly duration: number; readonly width: number },
): { readonly text: string; readonly bad: boolean }
