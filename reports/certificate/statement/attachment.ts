import type { Digest } from './facts.ts'
import type { CountersignatureFacts, RecheckFacts } from './standing.ts'
import type { Resource } from './statement.ts'
import { statementV1 } from './statement.ts'

/** An in-toto statement about a certificate. */
export interface Attachment<Facts> {
  readonly _type: typeof statementV1
  readonly subject: readonly Resource[]
  readonly predicateType: string
  readonly predicate: Facts
}

export function recheckStatement(facts: RecheckFacts): Attachment<RecheckFacts> {
  return about(facts, 'urn:dayzero-contract:recheck:v1', [['certificate', facts.certificate]])
}

export function countersignatureStatement(facts: CountersignatureFacts): Attachment<CountersignatureFacts> {
  const recheck = facts.recheck === null ? [] : [['recheck', facts.recheck] as const]
  return about(facts, 'urn:dayzero-contract:countersignature:v1', [['certificate', facts.certificate], ...recheck])
}

function about<Facts>(predicate: Facts, predicateType: string, subjects: readonly (readonly [string, Digest])[]): Attachment<Facts> {
  return { _type: statementV1, subject: subjects.map(([name, sha256]) => ({ name, digest: { sha256 } })), predicateType, predicate }
}
