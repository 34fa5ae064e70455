import type { Answered, Load } from './load.mjs'

export const autocannon: {
  readonly version: string
  /** Sends from a process of its own. */
  readonly send: (load: Load) => Promise<Answered>
}
