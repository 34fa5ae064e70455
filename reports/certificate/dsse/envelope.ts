import { sign, verify } from 'node:crypto'
import type { SigningKey, TrustedKey } from '../keys/read-key.ts'
import { preAuthenticationEncoding } from './pre-authentication-encoding.ts'

/** A DSSE envelope: a payload with the signatures of one or two keys. */
export interface Envelope {
  /** Base64, as it is signed once decoded. */
  readonly payload: string
  readonly payloadType: string
  readonly signatures: readonly Signature[]
}

export interface Signature {
  /** Which key to try; never trusted. */
  readonly keyid: string
  /** Base64 of 64 bytes. */
  readonly sig: string
}

/** An in-toto statement. */
export const statementType = 'application/vnd.in-toto+json'

/** Signs a value as JSON. What is signed are these bytes, not the value: nobody needs to agree on a canonical JSON. */
export function sealed(value: unknown, payloadType: string, key: SigningKey): Envelope {
  const payload = Buffer.from(JSON.stringify(value))
  return { payload: payload.toString('base64'), payloadType, signatures: [signatureOf(payload, payloadType, key)] }
}

/** The envelope with one more signature; a key that has signed already signs no second time. */
export function signedToo(envelope: Envelope, key: SigningKey): Envelope {
  if (envelope.signatures.some(({ keyid }) => keyid === key.keyId)) return envelope
  const signature = signatureOf(payloadOf(envelope), envelope.payloadType, key)
  return { ...envelope, signatures: [...envelope.signatures, signature] }
}

/** The bytes that a key signed; `undefined` when it did not. Only what comes from here may be parsed. */
export function verifiedPayload(envelope: Envelope, payloadType: string, { publicKey, keyId }: TrustedKey): Buffer | undefined {
  if (envelope.payloadType !== payloadType) return undefined
  const payload = payloadOf(envelope)
  const message = preAuthenticationEncoding(payloadType, payload)
  const own = envelope.signatures.filter(({ keyid }) => keyid === keyId)
  return own.length === 1 && own.every(({ sig }) => verify(null, message, publicKey, Buffer.from(sig, 'base64'))) ? payload : undefined
}

/** The one form in which an envelope is written. */
export function envelopeText({ payload, payloadType, signatures }: Envelope): string {
  const ordered = { payload, payloadType, signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig })) }
  return `${JSON.stringify(ordered, null, 2)}\n`
}

/**
 * Reads an envelope in the one form in which it is written, byte for byte: so there is no second payload, no field that
 * another reader sees and this one does not, and no byte that could be changed unnoticed. `undefined`: it is another text.
 */
export function readEnvelope(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isEnvelope(value) && envelopeText(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

function signatureOf(payload: Uint8Array, payloadType: string, { privateKey, keyId }: SigningKey): Signature {
  const sig = sign(null, preAuthenticationEncoding(payloadType, payload), privateKey).toString('base64')
  return { keyid: keyId, sig }
}

function payloadOf({ payload }: Envelope): Buffer {
  return Buffer.from(payload, 'base64')
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false
  const { payload, payloadType, signatures } = value as Readonly<Record<string, unknown>>
  return (
    isBase64(payload) &&
    typeof payloadType === 'string' &&
    Array.isArray(signatures) &&
    (signatures.length === 1 || signatures.length === 2) &&
    signatures.every(isSignature)
  )
}

function isSignature(value: unknown): value is Signature {
  if (typeof value !== 'object' || value === null) return false
  const { keyid, sig } = value as Readonly<Record<string, unknown>>
  return typeof keyid === 'string' && /^[\da-f]{64}$/.test(keyid) && isBase64(sig) && Buffer.from(sig, 'base64').length === 64
}

/** Base64 with one spelling only: no other alphabet, no missing padding, no stray bits. */
function isBase64(value: unknown): value is string {
  return typeof value === 'string' && Buffer.from(value, 'base64').toString('base64') === value
}
