import { createHash } from 'node:crypto'
import type { Digest } from '../statement/facts.ts'

/** SHA-256 in hex. */
export function digestOf(bytes: Uint8Array | string): Digest {
  return createHash('sha256').update(bytes).digest('hex')
}
