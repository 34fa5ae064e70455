/** Why a mock could not start. */
export type MockErrorCode =
  | 'UNKNOWN_READING' // no such reading, or no such value of it
  | 'UNKNOWN_FAULT' // no such fault, or a parameter it cannot have
  | 'UNKNOWN_ENVIRONMENT' // no such environment, or a parameter it cannot have
  | 'BAD_OPTION' // an option with a value it cannot have
  | 'UNKNOWN_KIND' // no token of this kind can be issued
  | 'STORE_REFUSED' // what was kept cannot be used, or nothing can be kept there
  | 'NOT_FOUND' // no such token, snapshot, world, forced answer or entry
  | 'TOO_MANY' // worlds, snapshots or forced answers, of which there may be so many only
  | 'NOT_AS_EXPECTED' // the journal does not show what was waited for, or counted on
  | 'PORT_TAKEN' // another program listens there
  | 'PORT_REFUSED' // this user, or this machine, may not listen there

/** Thrown when a mock cannot be started or asked for; the message says what is wrong, where, and what to do. */
export class MockError extends Error {
  override readonly name = 'MockError'
  readonly code: MockErrorCode
  /** What the command ends with: 1 when the port or the store cannot be had, 2 for wrong usage. */
  readonly exitCode: 1 | 2

  constructor(code: MockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.exitCode = /^(PORT|STORE)_/.test(code) ? 1 : 2
  }
}
