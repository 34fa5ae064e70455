import type { Request } from '../load/load.mjs'

/** What a revocation is to be answered with: 201, or one of the refusals. */
export type Situation = 'valid' | '401' | '404' | '422' | 'malformed'

/** A server that answers revocations, in a process of its own. */
export interface Subject {
  readonly name: string
  /** Why it cannot be measured here; `undefined` when it can. */
  readonly absent?: () => string | undefined
  readonly start: () => Promise<Running>
}

export interface Running {
  readonly url: string
  readonly pid: number
  /** From its start to its first 201, in ms, where that was watched. */
  readonly startUp?: number
  /** At least so many requests of the kind; each valid one revokes a token that is live, where the server knows tokens. */
  requests(situation: Situation, count: number): Promise<readonly Request[]>
  stop(): Promise<void>
}
