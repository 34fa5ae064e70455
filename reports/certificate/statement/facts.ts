import type { History, Level, ReportedFinding, RequirementResult, RunResult } from '../../../conformance/index.ts'
import { shortcomingsOf } from './shortcomings.ts'

/** What a certification run came to. Only CONFORMANT makes a certificate; the others are signed results that say so. */
export type Conclusion = 'CONFORMANT' | 'FAILED' | 'INCOMPLETE'

/** Everything that a certificate says; see `reports/schema/certificate-v1.json`. */
export interface CertificateFacts extends Observed, Claimed {}

/** What anybody can derive again from the evidence. */
export interface Observed {
  readonly conclusion: Conclusion
  /** Why, in one sentence. */
  readonly headline: string
  readonly target: {
    readonly url: string
    /** Every way in which it was reached. */
    readonly doors: readonly string[]
    /** SHA-256 of each certificate that it presented, in hex. */
    readonly certificates: readonly string[]
    /** What it called itself in an `X-Mock` field: a mock says so. */
    readonly mock: string | null
  }
  /** Operations on which revoked tokens were seen to be refused. */
  readonly finality: readonly string[]
  /** Declared delay after which a revocation holds everywhere, in ms; 0: immediate. */
  readonly propagation: number
  readonly profile: string
  readonly seed: number
  /** The nonce that the run carried. */
  readonly nonce: string | null
  /** RFC 3339, by the runner's clock. */
  readonly begin: string
  readonly end: string
  readonly requests: number
  readonly tokens: number
  readonly readings: Readonly<Record<string, readonly string[]>>
  readonly contract: Digest
  readonly suite: string
  readonly requirements: readonly RequirementStatus[]
}

/** What rests on the signature alone, or on a digest. */
export interface Claimed {
  /** `NAME@VERSION` */
  readonly subject: string
  /** A certifier signs its own runs; the class *witnessed* is only in a countersignature. */
  readonly class: 'self-declared' | 'run by the certifier'
  /** The challenge as it was given, or none. */
  readonly challenge: string | null
  /** Of the suite's code, as it ran. */
  readonly code: Digest
  readonly catalogue: Digest
  readonly evidence: EvidenceFacts
  /** SHA-256 of the page. */
  readonly report: Digest
}

/** SHA-256 in hex. */
export type Digest = string

export interface EvidenceFacts {
  readonly sha256: Digest
  /** Bytes, and bytes once unpacked. */
  readonly size: number
  readonly unpacked: number
}

export type Status = 'passed' | 'warned' | 'failed' | 'not exercised' | 'errored'

export interface RequirementStatus {
  readonly id: string
  readonly level: Level
  readonly status: Status
  /** How often its situation was brought about. */
  readonly exercised: number
  /** Breaches, each with how often it was seen. */
  readonly findings: readonly { readonly level: Level; readonly key: string; readonly count: number }[]
}

/** What a run showed, from its history and the judgement of it. */
export function observedIn(history: History, result: RunResult): Observed {
  const { header, footer, exchanges, issued } = history
  const begin = Date.parse(header.startedAt)
  return {
    ...conclusionOf(result, shortcomingsOf(history)),
    target: {
      url: result.run.target,
      doors: result.run.doors,
      certificates: certificatesIn(history),
      mock: mockIn(history),
    },
    finality: ['POST the revoke operation', ...header.doors.flatMap(({ operation }) => operation ?? [])],
    propagation: header.propagation,
    profile: header.profile,
    seed: header.seed,
    nonce: header.challenge ?? null,
    begin: header.startedAt,
    end: new Date(begin + (footer?.at ?? exchanges.at(-1)?.end ?? 0)).toISOString(),
    requests: exchanges.length,
    tokens: issued.length,
    readings: result.readings,
    contract: header.contractDigest,
    suite: header.suite,
    requirements: result.requirements.map(statusOf),
  }
}

function conclusionOf({ outcome, headline }: RunResult, shortcomings: readonly string[]): Pick<Observed, 'conclusion' | 'headline'> {
  if (outcome === 'not conformant') return { conclusion: 'FAILED', headline }
  if (outcome !== 'conformant') return { conclusion: 'INCOMPLETE', headline }
  if (shortcomings.length === 0) return { conclusion: 'CONFORMANT', headline }
  return { conclusion: 'INCOMPLETE', headline: `The profile was not run as it stands: ${shortcomings.join(', ')}.` }
}

function certificatesIn({ events }: History): readonly Digest[] {
  return [...new Set(events.flatMap((event) => (event.kind === 'connection' ? (event.certificate ?? []) : [])))].toSorted()
}

function mockIn({ exchanges }: History): string | null {
  for (const { response } of exchanges) {
    const name = response?.headers.find(([field]) => field.toLowerCase() === 'x-mock')
    if (name !== undefined) return name[1]
  }
  return null
}

function statusOf({ id, level, verdict }: RequirementResult): RequirementStatus {
  if (verdict.kind === 'failed') return { id, level, status: 'failed', ...counted(verdict.exercised, verdict.findings) }
  if (verdict.kind !== 'passed') return { id, level, status: verdict.kind, ...counted(0, []) }
  return { id, level, status: verdict.warnings.length > 0 ? 'warned' : 'passed', ...counted(verdict.exercised, verdict.warnings) }
}

function counted(exercised: number, findings: readonly ReportedFinding[]): Pick<RequirementStatus, 'exercised' | 'findings'> {
  return { exercised, findings: findings.map(({ level, key, count }) => ({ level, key, count })) }
}
