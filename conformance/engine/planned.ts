import { scenariosFor } from '../scenarios/index.ts'
import { longestWait } from '../scenarios/patience.ts'
import type { Profile } from '../scenarios/scenario.ts'
import { examplesOf } from '../scenarios/scenario.ts'

/** What a whole run of a profile does at the least, whatever the target answers. */
export interface Planned {
  /** Cases of all scenarios together; shrinking comes on top. */
  readonly cases: number
  /** The longest time after a revocation at which its token is tried again, in ms. */
  readonly wait: number
}

export function plannedFor(profile: Profile, challenge: string | undefined): Planned {
  const scenarios = scenariosFor(challenge)
  return {
    cases: scenarios.reduce((sum, scenario) => sum + examplesOf(scenario, profile).length + scenario.runs[profile], 0),
    wait: longestWait(profile),
  }
}
