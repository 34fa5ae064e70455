import type { Profile } from '../../../conformance/index.ts'
import type { TrustedKey } from '../keys/read-key.ts'
import type { Release } from '../statement/catalogue.ts'

/** Whom a verifier trusts, and what it asks for. */
export interface Trust {
  /** Who ran the suite. */
  readonly signer: TrustedKey
  /** Who gave the challenge and countersigned; without it neither is vouched for. */
  readonly certifier?: TrustedKey
  /** A certifier that has not countersigned yet, and knows its own challenges. */
  readonly challenger?: TrustedKey
  /** Oldest certificate that counts, in days. */
  readonly maxAge: number
  /** ms since 1970. */
  readonly now: number
  /** A certifier's signed list, as it was read. */
  readonly withdrawals?: string
  /** Only tests take another profile than the certification profile. */
  readonly profile: Profile
  /** Versions of the suite whose catalogues are known, besides today's. */
  readonly releases?: readonly Release[]
  /** Of the code that judges now. */
  readonly code: string
}

/** How far two clocks may be apart, in ms. */
export const clockSlack: number = 5 * 60_000
