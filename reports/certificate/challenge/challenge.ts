import { createHash, sign, verify } from 'node:crypto'
import { isDateTime } from '../../../contract/index.ts'
import { preAuthenticationEncoding } from '../dsse/pre-authentication-encoding.ts'
import type { SigningKey, TrustedKey } from '../keys/read-key.ts'

/** What a certifier asks a run to carry, so that it cannot have been recorded before. */
export interface Challenge {
  /** 128 random bits in hex: it seeds the run and stands in reasons that the target is sent. */
  readonly nonce: string
  /** RFC 3339. */
  readonly issuedAt: string
  readonly expiresAt: string
  /** The certifier's key. */
  readonly certifier: string
  /** `NAME` or `NAME@VERSION`: whom it was given to; `null`: to whoever answers it. */
  readonly subject: string | null
  /** The key that must sign the result; `null`: any. */
  readonly signer: string | null
}

const payloadType = 'application/vnd.dayzero-contract.challenge+json'

/** A challenge as one word, for a command line: `dzc1.` payload `.` signature, both base64url. */
export function challengeWord(challenge: Challenge, { privateKey }: SigningKey): string {
  const payload = Buffer.from(JSON.stringify(ordered(challenge)))
  const signature = sign(null, preAuthenticationEncoding(payloadType, payload), privateKey)
  return `dzc1.${payload.toString('base64url')}.${signature.toString('base64url')}`
}

/**
 * The challenge in a word, and whether a certifier signed it. `undefined`: it is no such word. Without a key nothing is
 * proved, and what it says is only good for refusing early.
 */
export function readChallenge(
  word: string,
  certifier?: TrustedKey,
): { readonly challenge: Challenge; readonly isSigned: boolean } | undefined {
  const [, encoded, sealed] = /^dzc1\.([\w-]{1,2000})\.([\w-]{86})$/.exec(word) ?? []
  if (encoded === undefined || sealed === undefined) return undefined
  const payload = Buffer.from(encoded, 'base64url')
  const challenge = parsed(payload)
  if (challenge === undefined || payload.toString('base64url') !== encoded) return undefined
  const signature = Buffer.from(sealed, 'base64url')
  const isWhole = signature.toString('base64url') === sealed
  const isSigned =
    certifier !== undefined && isWhole && verify(null, preAuthenticationEncoding(payloadType, payload), certifier.publicKey, signature)
  return { challenge, isSigned }
}

/** The seed that a run must take from its challenge: the first 31 bits of the SHA-256 of the nonce. */
export function seedOf(nonce: string): number {
  return createHash('sha256').update(nonce).digest().readUInt32BE() >>> 1
}

/** Whether a challenge was given to a subject: to its name, or to its name and version. */
export function isFor({ subject }: Pick<Challenge, 'subject'>, whom: string): boolean {
  return subject === null || subject === whom || subject === nameOf(whom)
}

/** The name in `NAME@VERSION`. */
export function nameOf(subject: string): string {
  const at = subject.lastIndexOf('@')
  return at > 0 ? subject.slice(0, at) : subject
}

function ordered({ nonce, issuedAt, expiresAt, certifier, subject, signer }: Challenge): Challenge {
  return { nonce, issuedAt, expiresAt, certifier, subject, signer }
}

function parsed(payload: Buffer): Challenge | undefined {
  try {
    const value: unknown = JSON.parse(payload.toString('utf8'))
    return isChallenge(value) && JSON.stringify(ordered(value)) === payload.toString('utf8') ? value : undefined
  } catch {
    return undefined
  }
}

function isChallenge(value: unknown): value is Challenge {
  if (typeof value !== 'object' || value === null) return false
  const { nonce, issuedAt, expiresAt, certifier, subject, signer } = value as Readonly<Record<string, unknown>>
  return (
    typeof nonce === 'string' &&
    /^[\da-f]{32}$/.test(nonce) &&
    [issuedAt, expiresAt].every((time) => typeof time === 'string' && isDateTime(time)) &&
    isKeyId(certifier) &&
    (subject === null || typeof subject === 'string') &&
    (signer === null || isKeyId(signer))
  )
}

function isKeyId(value: unknown): boolean {
  return typeof value === 'string' && /^[\da-f]{64}$/.test(value)
}
