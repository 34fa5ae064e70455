import type { Arbitrary } from 'fast-check'
import type { Case } from '../engine/case.ts'

export type Profile = 'quick' | 'standard' | 'certification'

/**
 * What generates and sends requests. It never judges: whatever it provokes is seen in the history.
 *
 * Inputs are plain data without tokens, so that a case can be run again on fresh ones from its seed and path.
 */
export interface Scenario<Input = unknown> {
  readonly id: string
  readonly title: string
  /** How many generated inputs each profile runs, after those by hand. */
  readonly runs: Readonly<Record<Profile, number>>
  /** Inputs that every profile runs first, or those of each profile: for each kind of defect one that shows it. */
  readonly examples?: readonly Input[] | Readonly<Record<Profile, readonly Input[]>>
  /** Further inputs by hand, which look for the same kinds elsewhere: they wait until the examples of all scenarios have been run. */
  readonly variations?: readonly Input[]
  /** `commandsPath`: for `fc.commands`, which commands of a replayed input to run. */
  readonly inputs: Arbitrary<Input> | ((commandsPath: string | undefined) => Arbitrary<Input>)
  /** How many requests an input has under way at once, where that is more than one: so much less else is sent beside it. */
  atOnce?(input: Input): number
  run(input: Input, on: Case): Promise<void>
}

/** Forgets the type of a scenario's inputs, which only its own arbitrary needs to know. */
export function scenario<Input>(definition: Scenario<Input>): Scenario {
  return definition
}

/** The inputs that a profile runs before generated ones: the examples, and then the variations. */
export function examplesOf({ examples = [], variations = [] }: Scenario, profile: Profile): readonly unknown[] {
  return [...('quick' in examples ? examples[profile] : examples), ...variations]
}
