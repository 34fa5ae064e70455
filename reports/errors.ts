/** Why a report could not be read or written. */
export type ReportErrorCode =
  | 'UNKNOWN_FORMAT' // no format has this name
  | 'NOT_WRITABLE' // the place of a report cannot be written
  | 'UNREADABLE' // no such file, or no permission
  | 'NOT_A_REPORT' // read, but not what a run writes

/** Thrown when a report cannot be read or written; the message says what is wrong, where, and what to do. */
export class ReportError extends Error {
  override readonly name = 'ReportError'
  readonly code: ReportErrorCode

  constructor(code: ReportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
