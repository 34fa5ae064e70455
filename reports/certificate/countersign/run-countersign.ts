import { readFile } from 'node:fs/promises'
import type { History, Profile } from '../../../conformance/index.ts'
import { readHistory, UsageError } from '../../../conformance/index.ts'
import type { Surroundings } from '../../writers.ts'
import { digestOf } from '../bundle/digest.ts'
import type { Bundle } from '../bundle/read-bundle.ts'
import { openBundle } from '../bundle/read-bundle.ts'
import type { Challenge } from '../challenge/challenge.ts'
import { readChallenge } from '../challenge/challenge.ts'
import type { Ledger } from '../challenge/ledger.ts'
import { withLedger } from '../challenge/ledger.ts'
import { ledgerOf } from '../challenge/run-challenge.ts'
import { summaryOf } from '../certify/summary.ts'
import type { CountersignFlags } from '../commands.ts'
import { CertificateError } from '../errors.ts'
import type { SigningKey, TrustedKey } from '../keys/read-key.ts'
import { passphraseIn, publicKeyOf, readPublicKey, readSigningKey } from '../keys/read-key.ts'
import type { CountersignatureFacts, Witness } from '../statement/standing.ts'
import { suiteCode } from '../statement/suite-code.ts'
import { showSteps } from '../verify/show-steps.ts'
import { whatBroke } from '../verify/step-log.ts'
import type { Verification, WholeBundle } from '../verify/verify.ts'
import { verify } from '../verify/verify.ts'
import { witnessProblems } from './compare-witness.ts'
import { countersign } from './countersign.ts'

/** Runs `countersign` as its flags say; gives the exit code. */
export async function runCountersign(
  folder: string,
  flags: CountersignFlags,
  surroundings: Surroundings,
  profile: Profile = 'certification',
): Promise<number> {
  const key = await readSigningKey(flags.key, passphraseIn(surroundings.env, flags.passphraseEnv))
  const signer = await signerOf(folder, flags, surroundings)
  const file = ledgerOf(flags)
  return withLedger(file, async (ledger) => {
    const now = Date.now()
    const trust = { signer, challenger: key, maxAge: Infinity, now, profile, code: suiteCode() }
    const verification = await verify(folder, trust)
    showSteps(verification, surroundings)
    const challenge = challengeOf(verification, ledger, key)
    const witness = flags.witness === undefined ? undefined : await witnessIn(flags.witness)
    const whole = await settled(verification, { ledger, challenge, now, witness })
    if (whole === undefined) {
      surroundings.stdout.write(`\nNot countersigned; noted in ${file} as an attempt that failed.\n`)
      return 1
    }
    const at = ledger.answer(challenge.nonce)?.at ?? new Date(now).toISOString()
    const standing = await countersign(whole, key, {
      at,
      ...classOf(whole, key, witness),
      attempts: ledger.attempts(whole.certificate.facts.subject, challenge.nonce),
    })
    surroundings.stdout.write(`\nCountersigned by key ${key.keyId}\n${summaryOf(folder, standing, whole.certificate.facts.headline)}`)
    return 0
  })
}

/** The partner's key: the one that is trusted, or the one that the bundle brought, which somebody must compare. */
async function signerOf(folder: string, { signer }: CountersignFlags, { stderr }: Surroundings): Promise<TrustedKey> {
  if (signer !== undefined) return readPublicKey(signer)
  const opened = await openBundle(folder)
  const key = 'bundle' in opened ? await broughtKey(opened.bundle) : undefined
  if (key === undefined)
    throw new CertificateError('NOT_VALID', `${folder} holds no public key of its signer. Give your partner's with --signer.`)
  stderr.write(`The key that signed came with the bundle. Compare it with your partner's, or give theirs with --signer: ${key.keyId}\n`)
  return key
}

async function broughtKey(bundle: Bundle): Promise<TrustedKey | undefined> {
  try {
    return publicKeyOf((await bundle.read('signer')).toString('utf8'))
  } catch {
    return undefined
  }
}

/** The challenge that a bundle answers. @throws CertificateError `NOT_VALID` when it answers none of this ledger. */
function challengeOf({ certificate, steps }: Verification, ledger: Ledger, key: SigningKey): Challenge {
  if (certificate === undefined) throw new CertificateError('NOT_VALID', `Not countersigned: ${whatBroke(steps)}.`)
  const { challenge: word } = certificate.facts
  if (word === null) throw new CertificateError('NOT_VALID', 'Not countersigned: it answers no challenge. Give your partner one.')
  const read = readChallenge(word, key)
  const given = read?.isSigned === true ? ledger.challenge(read.challenge.nonce) : undefined
  if (given !== undefined) return given
  throw new CertificateError('NOT_VALID', `Not countersigned: its challenge is none that this key gave, as ${ledger.file} has it.`)
}

interface Record {
  readonly ledger: Ledger
  readonly challenge: Challenge
  readonly now: number
  readonly witness: Witnessed | undefined
}

/**
 * Puts what came of a challenge into the ledger, and gives the bundle if it may be countersigned; `undefined`: it holds, and
 * is not conformant.
 *
 * @throws CertificateError `NOT_VALID`, `EXPIRED`, or `USED` when another result has answered the challenge
 */
async function settled(
  { certificate, outcome, whole, steps }: Verification,
  { ledger, challenge, now, witness }: Record,
): Promise<WholeBundle | undefined> {
  if (certificate === undefined) return undefined
  const { nonce } = challenge
  const { subject, conclusion } = certificate.facts
  const note = async (came: typeof conclusion | 'NOT VALID') =>
    ledger.add({ kind: 'result', nonce, at: new Date(now).toISOString(), certificate: certificate.digest, subject, conclusion: came })
  const answer = ledger.answer(nonce)
  if (answer !== undefined && answer.certificate !== certificate.digest) {
    await note('NOT VALID')
    throw new CertificateError('USED', `Not countersigned: another result answered this challenge at ${answer.at} (${answer.conclusion}).`)
  }
  if (whole === undefined) {
    await note('NOT VALID')
    throw new CertificateError('NOT_VALID', `Not countersigned: ${whatBroke(steps)}.`)
  }
  const differences = witness === undefined ? [] : witnessProblems(whole.history, witness.history)
  if (differences.length > 0) {
    await note('NOT VALID')
    throw new CertificateError('NOT_VALID', `Not countersigned: ${differences.join('; ')}.`)
  }
  if (answer === undefined && Date.parse(challenge.expiresAt) <= now)
    throw new CertificateError('LATE', `Not countersigned: the challenge expired at ${challenge.expiresAt}, before its result came here.`)
  const came = outcome === 'conformant' ? 'CONFORMANT' : conclusion === 'CONFORMANT' ? 'FAILED' : conclusion
  if (answer === undefined) await note(came)
  return came === 'CONFORMANT' ? whole : undefined
}

/** What a certifier can say of the run: that a proxy saw it, what it said before, or what is so if the run is its own. */
function classOf(
  { certificate, attached }: WholeBundle,
  key: SigningKey,
  witness: Witnessed | undefined,
): Pick<CountersignatureFacts, 'class' | 'witness'> {
  const before = attached.countersignature?.certifier === key.keyId ? attached.countersignature.facts : undefined
  if (witness !== undefined) return { class: 'witnessed', witness: witness.facts }
  return { class: before?.class ?? certificate.facts.class, witness: before?.witness ?? null }
}

/** What the certifier's proxy wrote down. */
interface Witnessed {
  readonly history: History
  readonly facts: Witness
}

async function witnessIn(file: string): Promise<Witnessed> {
  const history = await readHistory(file)
  const target = history.door('target')?.url
  if (history.header.profile !== 'witnessed' || target === undefined)
    throw new UsageError(`--witness ${file} was not written by \`dayzero-contract proxy\`.`)
  return { history, facts: { target, sha256: digestOf(await readFile(file)) } }
}
