/** Why a certificate could not be made, countersigned or looked at. */
export type CertificateErrorCode =
  | 'UNREADABLE' // no such file, or no permission
  | 'NOT_WRITABLE' // the place of a file cannot be written
  | 'EXISTS' // what must not be overwritten is there
  | 'NOT_A_KEY' // read, but no Ed25519 key, or not the half that is wanted
  | 'PASSPHRASE' // missing or wrong
  | 'NOT_A_CHALLENGE' // not what `challenge` printed
  | 'NOT_FOR_YOU' // a challenge of another subject, key or certifier
  | 'EXPIRED' // a challenge past its time
  | 'LATE' // a result that came after its challenge had expired
  | 'TOO_SOON' // a recheck before a day has passed
  | 'NOT_AS_IT_STANDS' // a flag that would weaken the certification profile
  | 'NOT_A_BUNDLE' // no folder that `certify` wrote
  | 'NOT_VALID' // a bundle that does not hold
  | 'USED' // a challenge that another result has answered
  | 'NOT_A_LEDGER' // a ledger with lines that are none

/**
 * Thrown when a command of the certificate cannot go on; the message says what is wrong, where, and what to do. `exitCode`
 * is 4 where evidence does not hold, else 2.
 */
export class CertificateError extends Error {
  override readonly name = 'CertificateError'
  readonly code: CertificateErrorCode
  readonly exitCode: 2 | 4

  constructor(code: CertificateErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.exitCode = code === 'NOT_VALID' || code === 'USED' || code === 'LATE' ? 4 : 2
  }
}
