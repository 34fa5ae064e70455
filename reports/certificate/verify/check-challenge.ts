import { isFor, readChallenge, seedOf } from '../challenge/challenge.ts'
import type { CertificateFacts } from '../statement/facts.ts'
import type { OpenAttached } from './open-attached.ts'
import type { StepLog } from './step-log.ts'
import type { Trust } from './trust.ts'
import { clockSlack } from './trust.ts'

/** The challenge is the certifier's, was given to this subject and key, seeded the run, and was answered in its time. */
export function checkChallenge(
  facts: CertificateFacts,
  { certifier: countersigner, countersignature }: OpenAttached,
  { signer, certifier: trusted, challenger }: Trust,
  log: StepLog,
): void {
  const certifier = trusted ?? countersigner ?? challenger
  if (facts.challenge === null) {
    if (facts.nonce !== null || facts.class !== 'self-declared')
      log.breaks('challenge', 'there is none, although the certificate speaks as if there were')
    else if (certifier !== undefined) log.breaks('challenge', 'there is none, although a certifier countersigned it')
    else log.remarks('challenge', 'none: a recording made before, or a lucky seed, cannot be told from this run')
    return
  }
  const read = readChallenge(facts.challenge, certifier)
  if (read === undefined) {
    log.breaks('challenge', 'is not what a certifier gives out')
    return
  }
  const { challenge, isSigned } = read
  const [begin, end] = [Date.parse(facts.begin), Date.parse(facts.end)]
  const problems: readonly (readonly [boolean, string])[] = [
    [certifier !== undefined && !isSigned, 'is not one of this certifier'],
    [challenge.nonce !== facts.nonce, 'is another one than the run carried'],
    [seedOf(challenge.nonce) !== facts.seed, 'did not seed the run'],
    [!isFor(challenge, facts.subject), `was given to ${challenge.subject}`],
    [challenge.signer !== null && challenge.signer !== signer.keyId, `was given to the owner of key ${challenge.signer}`],
    [
      facts.class === 'run by the certifier' && challenge.certifier !== signer.keyId,
      'is not by the key that signed, which calls itself the certifier',
    ],
    [begin < Date.parse(challenge.issuedAt) - clockSlack, 'was given only after the run had begun'],
    [begin > Date.parse(challenge.expiresAt) + clockSlack, `had expired at ${challenge.expiresAt}, before the run began`],
    [
      countersignature !== undefined && Date.parse(countersignature.facts.at) < end - clockSlack,
      'was countersigned before the run had ended',
    ],
  ]
  const broken = problems.flatMap(([holds, problem]) => (holds ? [problem] : []))
  const by = certifier === undefined ? `; that key ${challenge.certifier} gave it is not known without --certifier-key` : ''
  log.settles('challenge', `${challenge.nonce}, given ${challenge.issuedAt}, seeded the run${by}`, broken)
}
