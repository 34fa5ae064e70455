import { changeBundle } from '../bundle/change-bundle.ts'
import { digestOf } from '../bundle/digest.ts'
import { pictures } from '../certify/page.ts'
import { envelopeText, sealed, signedToo, statementType } from '../dsse/envelope.ts'
import { CertificateError } from '../errors.ts'
import type { SigningKey } from '../keys/read-key.ts'
import { pemOf } from '../keys/read-key.ts'
import { countersignatureStatement } from '../statement/attachment.ts'
import type { CountersignatureFacts, Standing } from '../statement/standing.ts'
import { standingOf } from '../statement/standing.ts'
import type { WholeBundle } from '../verify/verify.ts'

/**
 * Adds a certifier's signature to the certificate, and its own record of when it came, what it is worth, and what went
 * before.
 *
 * @throws CertificateError `NOT_VALID` when another certifier has countersigned it
 */
export async function countersign(
  whole: WholeBundle,
  key: SigningKey,
  found: Pick<CountersignatureFacts, 'at' | 'class' | 'attempts' | 'witness'>,
): Promise<Standing> {
  const { bundle, certificate, attached } = whole
  const { facts, digest, envelope } = certificate
  if (attached.countersignature !== undefined && attached.countersignature.certifier !== key.keyId)
    throw new CertificateError('NOT_VALID', `Not countersigned: key ${attached.countersignature.certifier} has countersigned it already.`)
  const told: Omit<CountersignatureFacts, 'report'> = {
    ...found,
    nonce: facts.nonce ?? '',
    certificate: digest,
    recheck: attached.recheckDigest ?? null,
  }
  const countersignature = { facts: { ...told, report: '' }, certifier: key.keyId }
  const standing = standingOf(facts, certificate.signer.keyId, { ...attached, countersignature })
  const shown = pictures({ ...whole, facts, standing })
  const record = sealed(countersignatureStatement({ ...told, report: digestOf(shown.report) }), statementType, key)
  await changeBundle(bundle.folder, {
    certificate: envelopeText(signedToo(envelope, key)),
    countersignature: envelopeText(record),
    certifier: pemOf(key.publicKey),
    ...shown,
  })
  return standing
}
