import type { LanePool } from './lanes.ts'

/**
 * Interrupts the requests that are still under way so many ms after the signal: an answer may be waited for much longer than
 * whoever ends a run will wait.
 *
 * @returns What calls it off.
 */
export function cutShort(lanes: Pick<LanePool, 'reset'>, signal: AbortSignal, grace: number): () => void {
  let timer: NodeJS.Timeout | undefined
  const begin = (): void => {
    timer = setTimeout(() => void lanes.reset(), grace)
  }
  signal.addEventListener('abort', begin)
  if (signal.aborted) begin()
  return () => {
    signal.removeEventListener('abort', begin)
    clearTimeout(timer)
  }
}
