import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'

/** Keeps the beginning of a body, its length, and a digest of it when it is too long to be kept whole. */
export class BodyKeeper {
  readonly #most: number
  readonly #kept: Uint8Array[] = []
  #length = 0
  #hash: Hash | undefined

  constructor(most: number) {
    this.#most = most
  }

  get length(): number {
    return this.#length
  }

  push(chunk: Uint8Array): void {
    const room = Math.max(0, this.#most - this.#length)
    if (chunk.length > room && this.#hash === undefined) {
      this.#hash = createHash('sha256')
      for (const kept of this.#kept) this.#hash.update(kept)
    }
    this.#hash?.update(chunk)
    if (room > 0) this.#kept.push(chunk.subarray(0, room))
    this.#length += chunk.length
  }

  /** Ends it; call once. `sha256` is of all that was pushed, and set when not all of it was kept. */
  finish(): { readonly body: Uint8Array; readonly length: number; readonly sha256?: string } {
    const sha256 = this.#hash?.digest('hex')
    return { body: Buffer.concat(this.#kept), length: this.#length, ...(sha256 !== undefined && { sha256 }) }
  }
}
