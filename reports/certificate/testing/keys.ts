import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { SigningKey } from '../keys/read-key.ts'
import { keyIdOf } from '../keys/key-id.ts'

/** A key of nobody in particular. */
export function someKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = createPublicKey(privateKey)
  return { privateKey, publicKey, keyId: keyIdOf(publicKey) }
}
