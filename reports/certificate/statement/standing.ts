import type { Attempts } from '../challenge/ledger.ts'
import { duration } from '../../terminal/layout.ts'
import type { CertificateFacts, Conclusion, Digest } from './facts.ts'

/** Who can say that the evidence was not written at a desk. */
export type CertificateClass = 'self-declared' | 'witnessed' | 'run by the certifier'

/** What a certificate is worth as it is now, with what was attached to it since. */
export interface Standing {
  readonly subject: string
  readonly conclusion: Conclusion
  readonly class: CertificateClass
  /** Declared delay of a revocation, in ms. */
  readonly propagation: number
  /** No recheck of at least a day later is attached. */
  readonly isProvisional: boolean
  readonly mock: string | null
  /** Names of the keys. */
  readonly signer: string
  readonly certifier: string | null
  /** RFC 3339. */
  readonly countersignedAt: string | null
  readonly recheckedAt: string | null
  readonly attempts: Attempts | null
  /** What the certifier's proxy had in front of it. */
  readonly witnessed: string | null
}

export interface Witness {
  readonly target: string
  readonly sha256: Digest
}

/** A certifier's record of what it countersigned. */
export interface CountersignatureFacts {
  /** RFC 3339, by the certifier's clock. */
  readonly at: string
  readonly class: CertificateClass
  readonly nonce: string
  readonly attempts: Attempts
  /** What the certifier's proxy had in front of it, and the digest of what it wrote down. */
  readonly witness: Witness | null
  /** Of the certificate's payload, and of the recheck's where there was one. */
  readonly certificate: Digest
  readonly recheck: Digest | null
  readonly report: Digest
}

/** A later look at every token that the run had revoked. */
export interface RecheckFacts {
  readonly certificate: Digest
  readonly conclusion: Conclusion
  /** RFC 3339, by the runner's clock. */
  readonly begin: string
  /** Tokens that were tried. */
  readonly tokens: number
  readonly evidence: { readonly sha256: Digest; readonly size: number; readonly unpacked: number }
  readonly report: Digest
}

/** What was attached to a certificate. */
export interface Attached {
  readonly recheck?: RecheckFacts | undefined
  readonly countersignature?: { readonly facts: CountersignatureFacts; readonly certifier: string } | undefined
}

/** How much later a recheck must be, in ms. */
export const rechecked: number = 24 * 3_600_000

export function standingOf(
  facts: Omit<CertificateFacts, 'report'>,
  signer: string,
  { recheck, countersignature }: Attached = {},
): Standing {
  const broke = recheck !== undefined && recheck.conclusion !== 'CONFORMANT'
  return {
    subject: facts.subject,
    conclusion: broke && facts.conclusion === 'CONFORMANT' ? recheck.conclusion : facts.conclusion,
    class: countersignature?.facts.class ?? facts.class,
    propagation: facts.propagation,
    isProvisional: recheck === undefined || Date.parse(recheck.begin) - Date.parse(facts.end) < rechecked,
    mock: facts.target.mock,
    signer,
    certifier: countersignature?.certifier ?? null,
    countersignedAt: countersignature?.facts.at ?? null,
    recheckedAt: recheck?.begin ?? null,
    attempts: countersignature?.facts.attempts ?? null,
    witnessed: countersignature?.facts.witness?.target ?? null,
  }
}

/** What must be said beside "conformant"; nothing where it stands without reserve. */
export function qualifiersOf({ mock, class: kind, propagation, isProvisional }: Standing): readonly string[] {
  return [
    ...(mock === null ? [] : ['a mock']),
    ...(kind === 'self-declared' ? ['self-declared'] : []),
    ...(propagation === 0 ? [] : [propagationInWords(propagation)]),
    ...(isProvisional ? ['provisional'] : []),
  ]
}

export function propagationInWords(ms: number): string {
  return ms === 0 ? 'immediate' : `eventual, up to ${duration(ms)}`
}
