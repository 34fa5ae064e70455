/** Why a request is refused. */
export type Cause = 'path' | 'method' | 'credential' | 'body' | 'id' | 'target' | 'permission' | 'state'

/** A request that is not carried out. */
export interface Refusal {
  readonly because: Cause
  readonly status: number
  /** A text, or the list of a 422. */
  readonly detail: unknown
  readonly headers?: Readonly<Record<string, string>>
}
