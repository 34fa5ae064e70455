import type { Profile } from '../scenarios/scenario.ts'

/** What a profile may spend. */
export interface ProfileLimits {
  readonly tokens: number
  /** Tokens asked for at once. */
  readonly batch: number
  /** Tokens that shrinking must leave for the scenarios to come. */
  readonly reserve: number
  /** Most requests, for each door; those of the last look at every token included. */
  readonly requests: number
  /** Most cases spent on shrinking one failure, and all failures together. */
  readonly shrinks: number
  readonly shrinksInAll: number
  /** Requests after which the control is looked at again. */
  readonly pulseEvery: number
}

export const profiles: Readonly<Record<Profile, ProfileLimits>> = {
  quick: { requests: 2_000, tokens: 300, batch: 20, reserve: 60, shrinks: 24, shrinksInAll: 48, pulseEvery: 100 },
  standard: { requests: 16_000, tokens: 2_000, batch: 50, reserve: 300, shrinks: 80, shrinksInAll: 400, pulseEvery: 100 },
  certification: { requests: 120_000, tokens: 12_000, batch: 100, reserve: 2_000, shrinks: 200, shrinksInAll: 2_000, pulseEvery: 200 },
}
