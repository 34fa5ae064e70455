import { isDeepStrictEqual } from 'node:util'
import type { Bundle } from '../bundle/read-bundle.ts'
import { digestOf } from '../bundle/digest.ts'
import type { Envelope } from '../dsse/envelope.ts'
import { readEnvelope, statementType, verifiedPayload } from '../dsse/envelope.ts'
import type { TrustedKey } from '../keys/read-key.ts'
import type { CertificateFacts, Digest } from '../statement/facts.ts'
import type { TestResultStatement } from '../statement/statement.ts'
import { extension, statementOf } from '../statement/statement.ts'
import type { PayloadReader } from './payload.ts'
import type { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'

/** A certificate whose signature holds. */
export interface OpenCertificate {
  readonly envelope: Envelope
  readonly facts: CertificateFacts
  /** SHA-256 of the signed payload: what others call this certificate. */
  readonly digest: Digest
  readonly signer: TrustedKey
}

/** Opens the envelope: nothing in it is parsed before its signature holds. `undefined`: there is nothing to go on from. */
export async function openCertificate(
  bundle: Bundle,
  { signer }: Pick<Trust, 'signer'>,
  read: PayloadReader,
  log: StepLog,
): Promise<OpenCertificate | undefined> {
  const envelope = readEnvelope((await bundle.read('certificate')).toString('utf8'))
  const payload = envelope === undefined ? undefined : verifiedPayload(envelope, statementType, signer)
  if (envelope === undefined || payload === undefined) {
    log.breaks(
      'signature',
      envelope === undefined ? notAnEnvelope : `no signature of key ${signer.keyId} that holds; it names ${named(envelope)}`,
    )
    return undefined
  }
  log.holds('signature', `Ed25519 over the DSSE pre-authentication encoding, by key ${signer.keyId}`)
  const parsed = read(payload, 'statement')
  if ('problem' in parsed) {
    log.breaks('statement', parsed.problem)
    return undefined
  }
  const statement = parsed.value as TestResultStatement
  const facts = statement.predicate[extension]
  const follows = isDeepStrictEqual(statement, statementOf(facts))
  log.settles(
    'statement',
    `in-toto Statement v1 of a test result v0.1: ${statement.predicate.result}, ${facts.subject}`,
    follows ? [] : ['its fields contradict each other: those of in-toto do not follow from ours'],
  )
  return { envelope, facts, digest: digestOf(payload), signer }
}

const notAnEnvelope = 'certificate.dsse.json is no DSSE envelope as it is written: something in it was changed'

function named({ signatures }: Envelope): string {
  return signatures.map(({ keyid }) => keyid).join(' and ')
}
