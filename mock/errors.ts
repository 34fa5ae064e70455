/** Why a mock could not start. */
export type MockErrorCode =
  | 'UNKNOWN_READING' // no such reading, or no such value of it
  | 'UNKNOWN_FAULT' // no such fault, or a parameter it cannot have
  | 'UNKNOWN_ENVIRONMENT' // no such environment, or a parameter it cannot have
  | 'BAD_OPTION' // an option with a value it cannot have
  | 'UNKNOWN_KIND' // no token of this kind can be issued
  | 'STORE_REFUSED' // what was kept cannot be used, or nothing can be kept there
  | 'PORT_TAKEN' // another program listens there
  | 'PORT_REFUSED' // this user, or this machine, may not listen there

/** Thrown when a mock cannot be started or asked for; the message says what is wrong, where, and what to do. */
export class MockError extends Error {
  override readonly name = 'MockError'
  readonly code: MockErrorCode

  constructor(code: MockErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
