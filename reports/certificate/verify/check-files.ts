import { digestOf } from '../bundle/digest.ts'
import type { Bundle } from '../bundle/read-bundle.ts'
import { pemOf } from '../keys/read-key.ts'
import type { OpenAttached } from './open-attached.ts'
import type { OpenCertificate } from './open-certificate.ts'
import type { StepLog } from './step-log.ts'

/** Every other file is the one that was signed, byte for byte; none of them is parsed before that. */
export async function checkFiles(
  bundle: Bundle,
  { facts, signer }: OpenCertificate,
  { report, recheck }: OpenAttached,
  log: StepLog,
): Promise<void> {
  const files = [
    ['evidence', facts.evidence.sha256],
    ['catalogue', facts.catalogue],
    ['report', report],
    ...(recheck === undefined ? [] : ([['recheckEvidence', recheck.evidence.sha256]] as const)),
  ] as const
  const isSigner = (await bundle.read('signer')).toString('utf8') === pemOf(signer.publicKey)
  const problems = isSigner ? [] : [`${bundle.name('signer')} is not the key that signed`]
  for (const [file, digest] of files) {
    const bytes = await bundle.read(file)
    if (digestOf(bytes) !== digest)
      problems.push(`${bundle.name(file)} is not the file that was signed (SHA-256 ${digestOf(bytes)}, not ${digest})`)
  }
  log.settles('digests', `SHA-256 of ${files.map(([file]) => bundle.name(file)).join(', ')}`, problems)
}
