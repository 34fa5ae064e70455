import type { KeyObject } from 'node:crypto'
import { createHash } from 'node:crypto'

/** The name of a public key: the SHA-256 of its SPKI DER, in hex. A hint for people and for finding it, never a proof. */
export function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}
