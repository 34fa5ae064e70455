import type { Destination } from '../format.ts'

/** A destination that keeps what it is given. */
export interface MemoryDestination extends Destination {
  readonly text: string
  readonly closed: boolean
}

export function inMemory(): MemoryDestination {
  const kept = { text: '', closed: false }
  return {
    get text() {
      return kept.text
    },
    get closed() {
      return kept.closed
    },
    async write(text) {
      kept.text += text
    },
    async close() {
      kept.closed = true
    },
  }
}
