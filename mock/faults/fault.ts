import type { RandomBytes } from '../model/random.ts'
import type { Steps } from '../pipeline/steps.ts'
import type { MaybePromise, WorldStore } from '../store/store.ts'

/** What a fault is about; a requirement of the same family is the one that should find it. */
export type FaultFamily =
  | 'finality'
  | 'isolation'
  | 'envelope'
  | 'authentication'
  | 'authorization'
  | 'existence'
  | 'validation'
  | 'robustness'
  | 'secrecy'
  | 'http'

/** What a fault may use. */
export interface Bench {
  readonly store: WorldStore
  readonly clock: () => number
  readonly random: RandomBytes
  /** SHA-256 in base64url. */
  readonly digest: (secret: string) => MaybePromise<string>
  /** The parameter: as given, or its default. */
  readonly value: number
}

/** For each step to be broken, what takes its place. */
export type Wraps = { readonly [Name in keyof Steps]?: (next: Steps[Name]) => Steps[Name] }

/** One promise of the contract, broken on purpose. */
export interface Fault {
  readonly name: string
  /** `must` breaks the contract; `should` an RFC or good practice. */
  readonly level: 'must' | 'should'
  readonly family: FaultFamily
  /** What goes wrong, in one sentence. */
  readonly summary: string
  /** A number the fault can be given, where it has one. */
  readonly parameter?: { readonly unit: string; readonly default: number }
  /** What the fault puts around the steps it breaks. Called once for each start, so that what it remembers is that mock's. */
  readonly wrap: (bench: Bench) => Wraps
}

/** The faults of one family; those that say nothing else break a `must`. */
export function faultsOf(
  family: FaultFamily,
  faults: readonly (Omit<Fault, 'family' | 'level'> & Partial<Pick<Fault, 'level'>>)[],
): Fault[] {
  return faults.map((fault) => ({ level: 'must', ...fault, family }))
}

/** The steps with the wraps of a fault around them. */
export function wrapped(steps: Steps, wraps: Wraps): Steps {
  const entries = Object.entries(wraps) as [keyof Steps, (next: unknown) => unknown][]
  return { ...steps, ...Object.fromEntries(entries.map(([name, wrap]) => [name, wrap(steps[name])])) }
}
