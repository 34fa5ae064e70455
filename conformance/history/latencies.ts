import type { Exchange } from './events.ts'

/** How long each complete answer took, in ms, the quickest first. */
export function latenciesOf(exchanges: readonly Exchange[]): Float64Array {
  const times = new Float64Array(exchanges.length)
  let count = 0
  for (const { begin, end } of exchanges) if (end !== null) times[count++] = end - begin
  return times.subarray(0, count).toSorted()
}
