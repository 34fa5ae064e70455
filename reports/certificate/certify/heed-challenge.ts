import type { Challenge } from '../challenge/challenge.ts'
import { isFor, readChallenge } from '../challenge/challenge.ts'
import { CertificateError } from '../errors.ts'
import type { TrustedKey } from '../keys/read-key.ts'

/** What a run is about to claim. */
export interface Claim {
  readonly subject: string
  /** Name of the key that will sign. */
  readonly signer: string
  readonly now: number
}

/**
 * The challenge in a word, if the run may answer it: a run takes minutes, and nobody wants to hear afterwards that it was
 * for nothing.
 *
 * @throws CertificateError `NOT_A_CHALLENGE`, `EXPIRED` or `NOT_FOR_YOU`
 */
export function heedChallenge(word: string, { subject, signer, now }: Claim, certifier?: TrustedKey): Challenge {
  const read = readChallenge(word, certifier)
  if (read === undefined)
    throw new CertificateError(
      'NOT_A_CHALLENGE',
      '--challenge is not what `dayzero-contract challenge` prints. Copy the whole word, `dzc1.…`.',
    )
  const { challenge, isSigned } = read
  if (certifier !== undefined && !isSigned)
    throw new CertificateError('NOT_FOR_YOU', '--challenge is not signed by the key in --certifier-key. Ask your certifier for both.')
  if (Date.parse(challenge.expiresAt) <= now)
    throw new CertificateError('EXPIRED', `--challenge expired at ${challenge.expiresAt}. Ask your certifier for a new one.`)
  if (!isFor(challenge, subject))
    throw new CertificateError('NOT_FOR_YOU', `--challenge was given to ${challenge.subject}, and --subject is ${subject}.`)
  if (challenge.signer !== null && challenge.signer !== signer)
    throw new CertificateError('NOT_FOR_YOU', `--challenge wants a result signed by key ${challenge.signer}, and --key is ${signer}.`)
  return challenge
}
