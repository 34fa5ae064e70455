import type { Exchange } from '../history/events.ts'

/** Whether a connection that had been used before was closed without a byte of an answer: it may have been just old (rule 9). */
export function wasLostOnReuse({ failure, reused }: Exchange): boolean {
  return reused && failure !== null && failure.bytesRead === 0 && (failure.code === 'closed' || failure.code === 'reset')
}
