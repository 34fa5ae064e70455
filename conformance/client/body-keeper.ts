import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'

/** Keeps the beginning of a body, its length, and a digest of it when it is too long to be kept whole. */
export class BodyKeeper {
  readonly #most: number
  /** In one piece: a body may come in a million pieces, and an object for each would take a hundred times its size. */
  #kept: Buffer = Buffer.alloc(0)
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
      this.#hash = createHash('sha256').update(this.#kept.subarray(0, this.#length))
    }
    this.#hash?.update(chunk)
    if (room > 0) this.#keep(chunk.subarray(0, room))
    this.#length += chunk.length
  }

  #keep(chunk: Uint8Array): void {
    const end = this.#length + chunk.length
    // Most bodies come in one piece.
    if (this.#length === 0) this.#kept = Buffer.from(chunk)
    else if (end > this.#kept.length) {
      const grown = Buffer.alloc(Math.min(this.#most, Math.max(end, 2 * this.#kept.length)))
      this.#kept.copy(grown, 0, 0, this.#length)
      this.#kept = grown
    }
    if (this.#length > 0) this.#kept.set(chunk, this.#length)
  }

  /** Ends it; call once. `sha256` is of all that was pushed, and set when not all of it was kept. */
  finish(): { readonly body: Uint8Array; readonly length: number; readonly sha256?: string } {
    const sha256 = this.#hash?.digest('hex')
    return { body: this.#kept.subarray(0, this.#length), length: this.#length, ...(sha256 !== undefined && { sha256 }) }
  }
}
