import type { TokenKind } from '../history/events.ts'

/** One token as a provisioner gave it. */
export interface IssuedToken {
  readonly kind: TokenKind
  readonly id: string
  readonly secret: string
  readonly jti?: string
  readonly name?: string
  readonly email?: string
  readonly owner?: string
  readonly expiresAt?: string
}

/** What issues tokens for the target; see "Getting tokens" in DESIGN.md. */
export interface Provisioner {
  /**
   * At most `count` tokens of a kind; fewer, or none, where a pool runs dry.
   *
   * @throws ProvisionerError
   */
  issue(kind: TokenKind, count: number): Promise<readonly IssuedToken[]>
  /** Whether tokens come from a fixed pool, and must be planned for. */
  readonly limited: boolean
  close(): Promise<void>
}

export type ProvisionerErrorCode = 'BAD_SPEC' | 'UNREACHABLE' | 'KIND_UNAVAILABLE' | 'EXHAUSTED' | 'INVALID_ANSWER' | 'TIMEOUT' | 'DIED'

/** Thrown when tokens cannot be had; the message quotes the provisioner's own words, secrets masked. */
export class ProvisionerError extends Error {
  override readonly name = 'ProvisionerError'
  readonly code: ProvisionerErrorCode

  constructor(code: ProvisionerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
