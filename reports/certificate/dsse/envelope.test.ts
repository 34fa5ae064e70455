import { bundleFromJSON } from '@sigstore/bundle'
import { toSignedEntity, Verifier } from '@sigstore/verify'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SigningKey } from '../keys/read-key.ts'
import { someKey } from '../testing/keys.ts'
import type { Envelope } from './envelope.ts'
import { envelopeText, readEnvelope, sealed, signedToo, statementType, verifiedPayload } from './envelope.ts'
import { preAuthenticationEncoding } from './pre-authentication-encoding.ts'

const [partner, certifier, stranger] = [someKey(), someKey(), someKey()]
const values = fc.jsonValue({ maxDepth: 3 })
const seal = (value: unknown, key: SigningKey = partner): Envelope => sealed(value, statementType, key)
const opened = (text: string, key: SigningKey = partner): unknown => {
  const envelope = readEnvelope(text)
  const payload = envelope === undefined ? undefined : verifiedPayload(envelope, statementType, key)
  return payload === undefined ? 'refused' : JSON.parse(payload.toString('utf8'))
}

test('the encoding is that of the specification', () => {
  const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world'))
  expect(encoded.toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world')
})

describe('an envelope', () => {
  test('gives back what was signed, to those who have the key', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = envelopeText(seal(value))
        expect(opened(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(opened(text, stranger)).toBe('refused')
      }),
    )
  })

  test('holds no byte that could be changed unnoticed', () => {
    fc.assert(
      fc.property(values, fc.boolean(), fc.nat(), fc.nat(7), (value, both, place, bit) => {
        const envelope = both ? signedToo(seal(value), certifier) : seal(value)
        const bytes = Buffer.from(envelopeText(envelope))
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
        const keys = both ? [partner, certifier] : [partner]
        // With two signatures, one of the two parties notices.
        expect(keys.map((key) => opened(bytes.toString('latin1'), key))).toContain('refused')
      }),
      { numRuns: 500 },
    )
  })

  test('takes a second signature, of another key, on the same bytes', () => {
    const both = signedToo(seal({ a: 1 }), certifier)
    expect(both.signatures).toHaveLength(2)
    expect(both.payload).toBe(seal({ a: 1 }).payload)
    for (const key of [partner, certifier]) expect(opened(envelopeText(both), key)).toEqual({ a: 1 })
    expect(signedToo(both, certifier)).toBe(both)
  })

  test('is one that an independent verifier accepts, and refuses once a byte is flipped', () => {
    fc.assert(
      fc.property(values, fc.nat(), (value, place) => {
        const envelope = seal(value)
        expect(() => verifiedBySigstore(envelope, partner)).not.toThrow()
        expect(() => verifiedBySigstore(envelope, stranger)).toThrow('signature verification failed')
        const payload = Buffer.from(envelope.payload, 'base64')
        payload[place % payload.length] = (payload[place % payload.length] ?? 0) ^ 1
        expect(() => verifiedBySigstore({ ...envelope, payload: payload.toString('base64') }, partner)).toThrow(
          'signature verification failed',
        )
      }),
      { numRuns: 30 },
    )
  })
})

describe('is refused as an envelope:', () => {
  const { payload, payloadType, signatures } = seal({ level: 'must' })
  const other = seal({ level: 'may' }).payload
  const [signature] = signatures
  const text = envelopeText({ payload, payloadType, signatures })
  test.each<[string, string]>([
    ['no JSON', 'hello'],
    ['another value', '[]'],
    ['a second, conflicting payload before the signed one', text.replace('  "payload"', `  "payload": "${other}",\n  "payload"`)],
    ['a second, conflicting payload after it', text.replace('  "payloadType"', `  "payload": "${other}",\n  "payloadType"`)],
    ['a field that another reader might see', text.replace('{', `{\n  "Payload": "${other}",`)],
    ['other white space', JSON.stringify(JSON.parse(text))],
    ['base64 in another alphabet', text.replace(payload, payload.replace(/[+/]?=*$/, ''))],
    ['no signature', envelopeText({ payload, payloadType, signatures: [] })],
    ['three signatures', envelopeText({ payload, payloadType, signatures: [...signatures, ...signatures, ...signatures] })],
    ['a signature of another length', text.replace(signature?.sig ?? '', 'AAAA')],
  ])('%s', (_, wrong) => expect(opened(wrong)).toBe('refused'))

  test('one key signing twice', () =>
    expect(opened(envelopeText({ payload, payloadType, signatures: [...signatures, ...signatures] }))).toBe('refused'))

  test('another payload type, although the signature is right', () => {
    const envelope = sealed({ a: 1 }, 'text/plain', partner)
    expect(verifiedPayload(envelope, 'text/plain', partner)).toBeDefined()
    expect(verifiedPayload(envelope, statementType, partner)).toBeUndefined()
  })

  test('another payload type put over a signed payload', () => {
    const envelope = { ...sealed({ a: 1 }, 'text/plain', partner), payloadType: statementType }
    expect(verifiedPayload(envelope, statementType, partner)).toBeUndefined()
  })
})

/** @throws what the verifier says. */
function verifiedBySigstore(envelope: Envelope, { publicKey }: SigningKey): void {
  const trust = {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey: () => ({ publicKey, validFor: () => true }),
  }
  const bundle = bundleFromJSON({
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { publicKey: { hint: '' }, tlogEntries: [] },
    dsseEnvelope: envelope,
  })
  new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundle))
}
