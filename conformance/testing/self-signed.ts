import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'

/** A certificate that signs itself, for 127.0.0.1 and localhost, and its key; both PEM. */
export interface SelfSigned {
  readonly cert: string
  readonly key: string
}

/**
 * Makes a self-signed X.509 certificate (RFC 5280) with a fresh key, so that no key need lie in the repository. Node can
 * read certificates but not write them; this writes the DER by hand.
 */
export function selfSigned(): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const ecdsaWithSha256 = der(0x30, oid('2a8648ce3d040302'))
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from('localhost')))))
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x18, Buffer.from('21200101000000Z')))
  const alternatives = der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))
  const mayIssue = der(0x30, der(0x01, Buffer.from([0xff])))
  const extensions = der(0xa3, der(0x30, der(0x30, oid('551d11'), der(0x04, alternatives)), der(0x30, oid('551d13'), der(0x04, mayIssue))))
  const version3 = der(0xa0, der(0x02, Buffer.from([2])))
  const certified = der(0x30, version3, der(0x02, Buffer.from([1])), ecdsaWithSha256, name, validity, name, publicKey, extensions)
  const signature = sign('sha256', certified, createPrivateKey(privateKey))
  const certificate = der(0x30, certified, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature))
  const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n')
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, key: privateKey }
}

/** Tag, length and value (X.690). */
function der(tag: number, ...values: Uint8Array[]): Buffer {
  const value = Buffer.concat(values)
  const length = value.length < 128 ? [value.length] : [0x82, value.length >> 8, value.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), value])
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}
