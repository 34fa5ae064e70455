import { readFile, writeFile } from 'node:fs/promises'
import type { Surroundings } from '../../writers.ts'
import { openBundle } from '../bundle/read-bundle.ts'
import type { WithdrawFlags } from '../commands.ts'
import { envelopeText, readEnvelope, sealed, verifiedPayload } from '../dsse/envelope.ts'
import { CertificateError } from '../errors.ts'
import type { SigningKey } from '../keys/read-key.ts'
import { passphraseIn, readSigningKey } from '../keys/read-key.ts'
import { openCertificate } from '../verify/open-certificate.ts'
import { payloadReader } from '../verify/payload.ts'
import type { PayloadReader } from '../verify/payload.ts'
import { StepLog, whatBroke } from '../verify/step-log.ts'
import type { Withdrawals } from './withdrawals.ts'
import { withdrawalsType } from './withdrawals.ts'

/** Runs `withdraw` as its flags say: puts a certificate on a certifier's list, and signs the list anew. */
export async function runWithdraw(folder: string, flags: WithdrawFlags, { stdout, env }: Surroundings): Promise<void> {
  const key = await readSigningKey(flags.key, passphraseIn(env, flags.passphraseEnv))
  const read = await payloadReader()
  const { digest, subject } = await countersignedBy(key, folder, read)
  const before = await listIn(flags.list, key, read)
  const at = new Date().toISOString()
  const others = before.filter(({ certificate }) => certificate !== digest)
  const list: Withdrawals = { version: 1, at, withdrawn: [...others, { certificate: digest, subject, at, reason: flags.reason }] }
  await writeFile(flags.list, envelopeText(sealed(list, withdrawalsType, key))).catch((cause: Error) => {
    throw new CertificateError('NOT_WRITABLE', `--list ${flags.list} cannot be written (${cause.message}).`, { cause })
  })
  stdout.write(`Withdrawn: ${subject} (certificate ${digest}); ${flags.list} names ${list.withdrawn.length}. Hand it out.\n`)
}

/** The certificate in a bundle. @throws CertificateError `NOT_VALID` unless this key countersigned it */
async function countersignedBy(
  key: SigningKey,
  folder: string,
  read: PayloadReader,
): Promise<{ readonly digest: string; readonly subject: string }> {
  const opened = await openBundle(folder)
  if ('problem' in opened) throw new CertificateError('NOT_VALID', `${folder}: ${opened.problem}.`)
  const log = new StepLog()
  const certificate = await openCertificate(opened.bundle, { signer: key }, read, log)
  if (certificate === undefined)
    throw new CertificateError('NOT_VALID', `${folder}: is not countersigned by this key (${whatBroke(log.steps)}).`)
  return { digest: certificate.digest, subject: certificate.facts.subject }
}

async function listIn(file: string, key: SigningKey, read: PayloadReader): Promise<Withdrawals['withdrawn']> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw new CertificateError('UNREADABLE', `--list ${file} cannot be read (${cause.message}).`, { cause })
  })
  if (text === undefined) return []
  const envelope = readEnvelope(text)
  const payload = envelope === undefined ? undefined : verifiedPayload(envelope, withdrawalsType, key)
  const parsed = payload === undefined ? { problem: 'it is not signed by this key' } : read(payload, 'withdrawals')
  if ('value' in parsed) return (parsed.value as Withdrawals).withdrawn
  throw new CertificateError('NOT_VALID', `--list ${file} is no list of yours: ${parsed.problem}. Give another file for a new one.`)
}
