import type { History, RunResult } from '../../../conformance/index.ts'
import { suiteVersion } from '../../../conformance/index.ts'
import { badgeOf } from '../badge.ts'
import type { Bundle } from '../bundle/read-bundle.ts'
import { openBundle } from '../bundle/read-bundle.ts'
import type { Conclusion } from '../statement/facts.ts'
import type { Standing } from '../statement/standing.ts'
import { standingOf } from '../statement/standing.ts'
import { checkAge } from './check-age.ts'
import { checkCatalogue } from './check-catalogue.ts'
import { checkChallenge } from './check-challenge.ts'
import { checkFiles } from './check-files.ts'
import { checkRecheck } from './check-recheck.ts'
import { checkRun } from './check-run.ts'
import { checkWithdrawals } from './check-withdrawals.ts'
import type { OpenAttached } from './open-attached.ts'
import { openAttached } from './open-attached.ts'
import type { OpenCertificate } from './open-certificate.ts'
import { openCertificate } from './open-certificate.ts'
import { openEvidence } from './open-evidence.ts'
import { payloadReader } from './payload.ts'
import type { Step } from './step-log.ts'
import { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'

/** What looking at a bundle came to. */
export interface Verification {
  readonly steps: readonly Step[]
  readonly outcome: 'conformant' | 'not conformant' | 'not valid'
  /** Absent where the signature does not hold. */
  readonly certificate?: OpenCertificate
  readonly standing?: Standing
  /** What a certifier goes on from; absent where anything does not hold. */
  readonly whole?: WholeBundle
}

/** A bundle in which everything holds. */
export interface WholeBundle {
  readonly bundle: Bundle
  readonly certificate: OpenCertificate
  readonly attached: OpenAttached
  readonly history: History
  readonly result: RunResult
}

/**
 * Looks at a bundle without a network: signatures, digests, schema, catalogue, age, challenge; then judges the evidence
 * again and holds every verdict against it. Nothing is parsed before its signature or digest holds.
 *
 * @throws CertificateError `NOT_A_BUNDLE` when there is none
 */
export async function verify(folder: string, trust: Trust): Promise<Verification> {
  const log = new StepLog()
  const opened = await openBundle(folder)
  if ('problem' in opened) {
    log.breaks('bundle', opened.problem)
    return { steps: log.steps, outcome: 'not valid' }
  }
  log.holds('bundle', `${opened.files} files, and nothing else`)
  const read = await payloadReader()
  const { bundle } = opened
  const certificate = await openCertificate(bundle, trust, read, log)
  if (certificate === undefined) return { steps: log.steps, outcome: 'not valid' }
  const { facts } = certificate
  const attached = await openAttached(bundle, certificate, trust, read, log)
  await checkFiles(bundle, certificate, attached, log)
  const catalogue = await checkCatalogue(bundle, facts, trust, suiteVersion, log)
  checkAge(facts, attached.countersignature?.facts, trust, log)
  checkChallenge(facts, attached, trust, log)
  checkWithdrawals(certificate.digest, trust, read, log)
  const standing = standingOf(facts, trust.signer.keyId, attached)
  await checkBadge(bundle, standing, log)
  // What is read further on is as large as its signer likes; nobody needs it of a bundle that does not hold.
  if (!log.isSound || catalogue === undefined) return { steps: log.steps, outcome: 'not valid', certificate, standing }
  const history = await openEvidence(bundle, 'evidence', facts.evidence, log)
  if (history === undefined) return { steps: log.steps, outcome: 'not valid', certificate, standing }
  const { result, conclusion } = checkRun(history, facts, catalogue, trust, log)
  if (attached.recheck !== undefined) {
    const again = await openEvidence(bundle, 'recheckEvidence', attached.recheck.evidence, log)
    if (again !== undefined) checkRecheck(again, history, { facts, recheck: attached.recheck }, trust, log)
  }
  remarkOn(standing, trust, log)
  if (!log.isSound) return { steps: log.steps, outcome: 'not valid', certificate, standing }
  return {
    steps: log.steps,
    outcome: outcomeOf(standing.conclusion, conclusion),
    certificate,
    standing,
    whole: { bundle, certificate, attached, history, result },
  }
}

/** Conformant then, and conformant as it is judged now. */
function outcomeOf(then: Conclusion, now: Conclusion): Verification['outcome'] {
  return then === 'CONFORMANT' && now === 'CONFORMANT' ? 'conformant' : 'not conformant'
}

/** A badge says what the certificate says, and there is one only where there is a certificate. */
async function checkBadge(bundle: Bundle, standing: Standing, log: StepLog): Promise<void> {
  const isDue = standing.conclusion === 'CONFORMANT'
  if (!isDue && !bundle.has('badge')) return
  const isRight = isDue && bundle.has('badge') && (await bundle.read('badge')).toString('utf8') === badgeOf(standing)
  log.settles('badge', 'badge.svg says what the certificate says', isRight ? [] : ['badge.svg does not say what the certificate says'])
}

/** What a reader must know that no look at a bundle can tell. */
function remarkOn(standing: Standing, { certifier }: Trust, log: StepLog): void {
  const isVouched = certifier !== undefined && standing.class !== 'self-declared'
  const about = 'not re-derived'
  if (standing.mock !== null) log.remarks('target', `calls itself a mock: ${standing.mock}`)
  if (!isVouched)
    log.remarks(
      about,
      'that the evidence was not written at a desk: whoever holds the key can sign any. A certifier who watched or ran it can say more',
    )
  if (standing.class !== 'self-declared' && certifier === undefined)
    log.remarks(about, `that it was ${standing.class}: give the public key of whom you trust with --certifier-key`)
  log.remarks(about, 'that no secret leaked: a leak shows as a mark, and the runner made the marks')
  log.remarks(about, 'that the target is the real one: a stand-in that keeps the contract looks the same')
  log.remarks(about, 'what stands in report.html: it is as it was signed, and only this output is proof')
}
