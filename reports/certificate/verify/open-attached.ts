import type { Bundle } from '../bundle/read-bundle.ts'
import { digestOf } from '../bundle/digest.ts'
import { readEnvelope, statementType, verifiedPayload } from '../dsse/envelope.ts'
import type { TrustedKey } from '../keys/read-key.ts'
import { pemOf, publicKeyOf } from '../keys/read-key.ts'
import type { Digest } from '../statement/facts.ts'
import type { Attached, CountersignatureFacts, RecheckFacts } from '../statement/standing.ts'
import type { OpenCertificate } from './open-certificate.ts'
import type { PayloadReader } from './payload.ts'
import type { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'

/** What was attached, with what `verify` needs besides. */
export interface OpenAttached extends Attached {
  /** The digest that report.html must have: that of whoever wrote it last. */
  readonly report: Digest
  readonly certifier?: TrustedKey | undefined
  readonly recheckDigest?: Digest | undefined
}

/** Opens the recheck and the countersignature of a bundle, as far as they are there. */
export async function openAttached(
  bundle: Bundle,
  certificate: OpenCertificate,
  trust: Trust,
  read: PayloadReader,
  log: StepLog,
): Promise<OpenAttached> {
  const recheck = await openRecheck(bundle, certificate, trust, read, log)
  const certifier = await certifierIn(bundle, trust, log)
  checkSignatures(certificate, trust, certifier, log)
  const countersignature =
    certifier === undefined
      ? undefined
      : await openCountersignature(bundle, { certificate, recheck: recheck?.digest, certifier, trust }, read, log)
  const coversAll = countersignature !== undefined && countersignature.recheck === (recheck?.digest ?? null)
  const report = coversAll ? countersignature.report : (recheck?.facts.report ?? countersignature?.report ?? certificate.facts.report)
  return {
    report,
    recheck: recheck?.facts,
    recheckDigest: recheck?.digest,
    certifier,
    countersignature: countersignature && certifier && { facts: countersignature, certifier: certifier.keyId },
  }
}

async function openRecheck(
  bundle: Bundle,
  { digest }: OpenCertificate,
  { signer }: Trust,
  read: PayloadReader,
  log: StepLog,
): Promise<{ readonly facts: RecheckFacts; readonly digest: Digest } | undefined> {
  if (bundle.has('recheck') !== bundle.has('recheckEvidence')) {
    log.breaks('recheck', 'its statement or its evidence is missing')
    return undefined
  }
  if (!bundle.has('recheck')) return undefined
  const envelope = readEnvelope((await bundle.read('recheck')).toString('utf8'))
  const payload = envelope?.signatures.length === 1 ? verifiedPayload(envelope, statementType, signer) : undefined
  if (payload === undefined) {
    log.breaks('recheck', `is not signed by key ${signer.keyId}`)
    return undefined
  }
  const facts = predicateIn(payload, 'recheck', read, log) as RecheckFacts | undefined
  if (facts === undefined) return undefined
  if (facts.certificate !== digest) log.breaks('recheck', 'is of another certificate')
  return { facts, digest: digestOf(payload) }
}

/** The certifier's public key, as the bundle brings it: good for holding files against signatures, not for trusting them. */
async function certifierIn(bundle: Bundle, trust: Trust, log: StepLog): Promise<TrustedKey | undefined> {
  const isThere = bundle.has('certifier')
  if (isThere !== bundle.has('countersignature')) log.breaks('countersignature', 'it, or the public key to it, is missing')
  if (!isThere) {
    if (trust.certifier !== undefined)
      log.breaks('countersignature', `there is none, and --certifier-key asks for one of key ${trust.certifier.keyId}`)
    return undefined
  }
  const key = keyIn((await bundle.read('certifier')).toString('utf8'))
  if (key === undefined) log.breaks('countersignature', 'certifier.pem is no public key as it is written')
  else if (trust.certifier !== undefined && key.keyId !== trust.certifier.keyId) {
    log.breaks('countersignature', `is by key ${key.keyId}, and not by ${trust.certifier.keyId}`)
    return undefined
  }
  return key
}

function keyIn(pem: string): TrustedKey | undefined {
  try {
    const key = publicKeyOf(pem)
    return pemOf(key.publicKey) === pem ? key : undefined
  } catch {
    return undefined
  }
}

/** Every signature on the certificate is one that is accounted for, and the certifier's is among them. */
function checkSignatures({ envelope }: OpenCertificate, { signer }: Trust, certifier: TrustedKey | undefined, log: StepLog): void {
  const known = [signer, ...(certifier === undefined || certifier.keyId === signer.keyId ? [] : [certifier])]
  const strangers = envelope.signatures.filter(({ keyid }) => known.every(({ keyId }) => keyId !== keyid))
  for (const { keyid } of strangers)
    log.breaks('signature', `there is another one, of key ${keyid}, whom nothing in the bundle accounts for`)
  if (certifier !== undefined && verifiedPayload(envelope, statementType, certifier) === undefined)
    log.breaks('signature', `the second one, of the certifier's key ${certifier.keyId}, is missing or does not hold`)
}

interface Countersigned {
  readonly certificate: OpenCertificate
  readonly recheck: Digest | undefined
  readonly certifier: TrustedKey
  readonly trust: Trust
}

async function openCountersignature(
  bundle: Bundle,
  { certificate, recheck, certifier, trust }: Countersigned,
  read: PayloadReader,
  log: StepLog,
): Promise<CountersignatureFacts | undefined> {
  if (!bundle.has('countersignature')) return undefined
  const envelope = readEnvelope((await bundle.read('countersignature')).toString('utf8'))
  const payload = envelope?.signatures.length === 1 ? verifiedPayload(envelope, statementType, certifier) : undefined
  if (payload === undefined) {
    log.breaks('countersignature', `is not signed by key ${certifier.keyId}`)
    return undefined
  }
  const facts = predicateIn(payload, 'countersignature', read, log) as CountersignatureFacts | undefined
  if (facts === undefined) return undefined
  log.settles(
    'countersignature',
    `by key ${certifier.keyId} at ${facts.at}${trust.certifier === undefined ? ', whom nobody vouches for here: give --certifier-key' : ''}`,
    [
      ...(facts.certificate === certificate.digest ? [] : ['is of another certificate']),
      ...(facts.recheck === null || facts.recheck === recheck ? [] : ['is of another recheck']),
      ...(facts.nonce === certificate.facts.nonce ? [] : ['is of another challenge']),
      ...(facts.class !== 'run by the certifier' || trust.signer.keyId === certifier.keyId
        ? []
        : ['says that the certifier ran it, whose key it is not']),
      ...((facts.class === 'witnessed') === (facts.witness !== null) ? [] : ['says that it was witnessed, and not by what']),
    ],
  )
  return facts
}

function predicateIn(payload: Uint8Array, what: 'recheck' | 'countersignature', read: PayloadReader, log: StepLog): unknown {
  const parsed = read(payload, what)
  if ('value' in parsed) return (parsed.value as { readonly predicate: unknown }).predicate
  log.breaks(what, parsed.problem)
  return undefined
}
