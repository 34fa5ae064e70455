/** Texts in the order they were put, as bytes in a ring that grows with what it holds. */
export interface Texts {
  /** Keeps a text at the end; it is found again by what is returned. A lone surrogate becomes U+FFFD, as on its way over a network. */
  put(text: string): Kept
  get(kept: Kept): string
  /** Lets go of the oldest one that is still kept. */
  drop(oldest: Kept): void
  clear(): void
}

/** Where a text is. */
export interface Kept {
  /** Counted in bytes since the beginning, however often the ring has gone round. */
  readonly start: number
  readonly bytes: number
}

const smallest = 65_536
/** UTF-8 has at most so many bytes for each UTF-16 unit. */
const longest = 3

export function textsOf(): Texts {
  const encoder = new TextEncoder()
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  // What is kept lies between `tail` and `head`; a byte counted as `at` is in the ring at `at % ring.length`.
  let ring = new Uint8Array(smallest)
  let tail = 0
  let head = 0

  return {
    put(text) {
      const start = placeFor(text.length * longest)
      const at = start % ring.length
      const { written: bytes } = encoder.encodeInto(text, ring.subarray(at, at + text.length * longest))
      head = start + bytes
      return { start, bytes }
    },
    get({ start, bytes }) {
      const at = start % ring.length
      return decoder.decode(ring.subarray(at, at + bytes))
    },
    drop({ start, bytes }) {
      tail = start + bytes
    },
    clear() {
      ring = new Uint8Array(smallest)
      tail = 0
      head = 0
    },
  }

  /** The first place for so many bytes in a row; the ring grows until there is one. */
  function placeFor(bytes: number): number {
    for (;;) {
      const left = ring.length - (head % ring.length)
      const start = left < bytes ? head + left : head
      if (start + bytes - tail <= ring.length) return start
      grow()
    }
  }

  /** Twice as large, so that what was in one piece stays so. */
  function grow(): void {
    const size = ring.length
    const larger = new Uint8Array(size * 2)
    for (let from = tail; from < head;) {
      const to = Math.min(head, from - (from % size) + size)
      larger.set(ring.subarray(from % size, (from % size) + to - from), from % larger.length)
      from = to
    }
    ring = larger
  }
}
