/** Why a run could not start or go on. */
export type TargetErrorCode =
  | 'UNREACHABLE' // no connection to the target
  | 'REFUSES_EVERYBODY' // no issued token is accepted: provisioner and target do not belong together
  | 'SILENT' // most requests get no whole answer
  | 'CONTROL_DIED' // the untouched manager stopped being live
  | 'BAD_URL' // no URL of http or https
  | 'NOT_ALLOWED' // production without `--production`

/** Thrown when nothing can be concluded about the target; a wrong answer of it is a finding and never thrown. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
  readonly code: TargetErrorCode

  constructor(code: TargetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** A wrong flag, file or combination; the message says which, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code = 'USAGE'
}

/** Thrown inside a run when it is ended from outside: what was seen is still judged. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly code = 'INTERRUPTED'
}
