import type { Profile } from '../scenarios/scenario.ts'

/** What a profile may spend. */
export interface ProfileLimits {
  readonly tokens: number
  /** Tokens asked for at once. */
  readonly batch: number
  /** Tokens that shrinking must leave for the scenarios to come. */
  readonly reserve: number
  /** Most cases spent on shrinking one failure. */
  readonly shrinks: number
  /** Requests after which the control is looked at again. */
  readonly pulseEvery: number
}

export const profiles: Readonly<Record<Profile, ProfileLimits>> = {
  quick: { tokens: 300, batch: 20, reserve: 60, shrinks: 24, pulseEvery: 100 },
  standard: { tokens: 2_000, batch: 50, reserve: 300, shrinks: 80, pulseEvery: 100 },
  certification: { tokens: 12_000, batch: 100, reserve: 2_000, shrinks: 200, pulseEvery: 200 },
}

export function isProfile(text: string): text is Profile {
  return Object.hasOwn(profiles, text)
}
