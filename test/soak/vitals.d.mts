/** What a process held, so many seconds after the start; memory in MB. */
export interface Sample {
  readonly at: number
  readonly memory: number
}

/** By how much memory grows over the time that is looked at, and how much of that is no slope; in MB. */
export function growthOf(samples: readonly Sample[]): { readonly growth: number; readonly perHour: number; readonly allowed: number }
