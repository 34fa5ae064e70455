import type { Needle } from './disguises.ts'

/** Where a needle was found; `end` is exclusive. */
export interface Hit {
  readonly start: number
  readonly end: number
  readonly needle: Needle
}

/** Needles must be at least this long to be found. */
const window = 8

// A rolling polynomial hash over the window (Rabin-Karp), in 32-bit arithmetic.
const base = 0x01000193
const leaving = Array.from({ length: window - 1 }).reduce<number>((power) => Math.imul(power, base), 1)
const filterBits = 21

/**
 * Finds any of many needles in one pass. Needles are filed under the hash of their last eight characters, not of their
 * first: secrets of one make begin alike (`dz_`, the header of a JWT), and then thousands would share a slot.
 */
export class NeedleIndex {
  readonly #bySuffix = new Map<number, Needle[]>()
  /** One bit per slot that may hold a needle; it spares the map at nearly every position. */
  readonly #filter = new Uint32Array(2 ** (filterBits - 5))
  readonly #unfiled: Needle[] = []
  readonly #byPrefix = new Map<string, Needle[]>()
  #longest = 0

  get isEmpty(): boolean {
    return this.#longest === 0
  }

  add(needle: Needle): void {
    const hash = hashOf(needle.text, needle.text.length - window)
    file(this.#bySuffix, hash, needle)
    const slot = slotOf(hash)
    this.#filter[slot >>> 5] = (this.#filter[slot >>> 5] ?? 0) | (1 << (slot & 31))
    this.#unfiled.push(needle)
    this.#longest = Math.max(this.#longest, needle.text.length)
  }

  /** Every occurrence of every needle, overlapping ones included. */
  search(text: string): Hit[] {
    const hits: Hit[] = []
    if (text.length < window) return hits
    let hash = hashOf(text, 0)
    for (let end = window; ; end += 1) {
      const slot = slotOf(hash)
      if (((this.#filter[slot >>> 5] ?? 0) & (1 << (slot & 31))) !== 0) this.#collect(text, hash, end, hits)
      if (end === text.length) return hits
      hash = (Math.imul(hash - Math.imul(text.charCodeAt(end - window), leaving), base) + text.charCodeAt(end)) | 0
    }
  }

  /** The longest end of a text, of eight characters or more, that is the beginning of a needle but not the whole of it. */
  searchCut(text: string): Hit | undefined {
    this.#filePrefixes()
    for (let start = Math.max(0, text.length - this.#longest + 1); start <= text.length - window; start += 1) {
      const tail = text.slice(start)
      const needle = this.#byPrefix.get(tail.slice(0, window))?.find((candidate) => candidate.text.startsWith(tail))
      if (needle !== undefined) return { start, end: text.length, needle: { ...needle, form: 'prefix' } }
    }
    return undefined
  }

  #collect(text: string, hash: number, end: number, hits: Hit[]): void {
    for (const needle of this.#bySuffix.get(hash) ?? []) {
      const start = end - needle.text.length
      if (start >= 0 && text.startsWith(needle.text, start)) hits.push(widened({ start, end, needle }, text))
    }
  }

  /** Bodies are cut rarely: the second index is built when the first one is. */
  #filePrefixes(): void {
    for (const needle of this.#unfiled.splice(0)) file(this.#byPrefix, needle.text.slice(0, window), needle)
  }
}

/** Base64 takes its shared edges and its padding along. */
function widened(hit: Hit, text: string): Hit {
  const { before = '', after } = hit.needle
  if (after === undefined) return hit
  const start = hit.start > 0 && before.includes(text.charAt(hit.start - 1)) ? hit.start - 1 : hit.start
  let end = hit.end < text.length && after.includes(text.charAt(hit.end)) ? hit.end + 1 : hit.end
  for (let padding = 0; padding < 2 && text.charAt(end) === '='; padding += 1) end += 1
  return { ...hit, start, end }
}

function hashOf(text: string, start: number): number {
  let hash = 0
  for (let index = start; index < start + window; index += 1) hash = (Math.imul(hash, base) + text.charCodeAt(index)) | 0
  return hash
}

/** The upper bits after a multiplication depend on all bits before it (Knuth's multiplicative hashing). */
function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - filterBits)
}

function file<Key>(map: Map<Key, Needle[]>, key: Key, needle: Needle): void {
  const filed = map.get(key)
  if (filed === undefined) map.set(key, [needle])
  else filed.push(needle)
}
