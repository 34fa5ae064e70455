import type { Digest } from '../statement/facts.ts'

/** A certifier's list of certificates that no longer stand. */
export interface Withdrawals {
  readonly version: 1
  /** RFC 3339, by the certifier's clock: when the list was made. */
  readonly at: string
  readonly withdrawn: readonly Withdrawal[]
}

export interface Withdrawal {
  /** SHA-256 of the certificate's payload. */
  readonly certificate: Digest
  readonly subject: string
  readonly at: string
  readonly reason: string
}

export const withdrawalsType = 'application/vnd.dayzero-contract.withdrawals+json'
