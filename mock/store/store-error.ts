/** Why a store could not do what it was asked for. */
export type StoreErrorCode =
  | 'AWAY' // it cannot be reached, or did not answer in time
  | 'BUSY' // too many are waiting for it already
  | 'FULL' // there is no space left
  | 'BROKEN' // what it reads or writes cannot be relied on

/**
 * Thrown when a store cannot answer. Nothing is known of what was asked for: a write may have happened, and was not
 * acknowledged. The request is answered with 503 and may be repeated.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** After so many seconds it is worth asking again. */
export const retryAfter: Readonly<Record<StoreErrorCode, number>> = { AWAY: 1, BUSY: 1, FULL: 30, BROKEN: 30 }
