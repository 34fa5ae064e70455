import type { Handler } from '../http/handler.ts'
import type { RandomBytes } from '../model/random.ts'

/** What surrounds an implementation and is no fault of it: a network, a proxy, a clock, a fleet. */
export interface Environment {
  readonly name: string
  /** What a client sees, in one sentence. */
  readonly summary: string
  /** A number the environment can be given, where it has one. */
  readonly parameter?: { readonly unit: string; readonly default: number }
  readonly arrange: (scene: Scene) => Arrangement
}

/** What an environment may use. */
export interface Scene {
  readonly clock: () => number
  readonly random: RandomBytes
  /** The parameter: as given, or its default. */
  readonly value: number
}

/** What an environment changes; all of it is optional. */
export interface Arrangement {
  /** Put around every operation of the contract. */
  readonly around?: (next: Handler) => Handler
  /** How far the clock is ahead, in milliseconds. */
  readonly clockAhead?: number
  /** How long a connection may be idle, in milliseconds. */
  readonly idleTimeout?: number
  /** How many requests a connection carries before it is closed. */
  readonly requestsPerConnection?: number
  /** How many ports lead to the same tokens. */
  readonly doors?: number
}
