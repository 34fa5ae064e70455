/** Gives as many random bytes as asked for. */
export type RandomBytes = (count: number) => Uint8Array

/**
 * A reproducible source of bytes: the same seed gives the same bytes, in the same order.
 *
 * SplitMix32 (Steele, Lea, Flood 2014). Good enough to name demo tokens, which are public; never for a real secret.
 */
export function seededBytes(seed: number): RandomBytes {
  let state = Math.trunc(seed) | 0
  return (count) => Uint8Array.from({ length: count }, () => next() >>> 24)

  function next(): number {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
}
