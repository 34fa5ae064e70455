/** Why a recording cannot be judged. */
export type HistoryErrorCode =
  | 'UNREADABLE' // no such file, or no permission
  | 'NOT_A_HISTORY' // read, but not what a run or a proxy writes
  | 'NOTHING_TO_JUDGE' // read, and nothing in it is about the contract

/** Thrown when a recording cannot be judged; the message says what is wrong, in which line, and what to do. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError'
  readonly code: HistoryErrorCode

  constructor(code: HistoryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
