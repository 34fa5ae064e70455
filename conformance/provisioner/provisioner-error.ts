/** Why tokens could not be had. */
export type ProvisionerErrorCode =
  | 'BAD_SPEC' // `--provisioner` names nothing that can be used
  | 'UNREACHABLE' // no connection, or it broke
  | 'REFUSED' // it does not let us, or is no provisioner
  | 'KIND_UNAVAILABLE' // it cannot issue tokens of this kind, now or ever
  | 'EXHAUSTED' // it has no more tokens of this kind
  | 'INVALID_ANSWER' // what it returned is not what was asked for
  | 'FAILED' // it says that something went wrong
  | 'TIMEOUT' // it did not answer in time
  | 'DIED' // its process ended
  | 'CLOSED' // we closed it

/** Thrown when a provisioner does not do its work; the message says what happened, where, and what to do, without secrets. */
export class ProvisionerError extends Error {
  override readonly name = 'ProvisionerError'
  readonly code: ProvisionerErrorCode

  constructor(code: ProvisionerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
