import type { Exchange } from './events.ts'

/** Whether two of some exchanges were under way at once, of which one, or either, is one that counts. */
export function haveOverlapped(exchanges: readonly Exchange[], counts: (exchange: Exchange) => boolean = () => true): boolean {
  if (exchanges.length < 2) return false
  let latest: Exchange | undefined
  let latestOfThese: Exchange | undefined
  for (const exchange of exchanges.toSorted((a, b) => a.begin - b.begin)) {
    const isOne = counts(exchange)
    if (overlap(exchange, isOne ? latest : latestOfThese)) return true
    latest = later(latest, exchange)
    if (isOne) latestOfThese = later(latestOfThese, exchange)
  }
  return false
}

function overlap(one: Exchange, other: Exchange | undefined): boolean {
  return other !== undefined && one.begin < over(other) && other.begin < over(one)
}

function later(one: Exchange | undefined, other: Exchange): Exchange {
  return one !== undefined && over(one) >= over(other) ? one : other
}

function over({ end }: Exchange): number {
  return end ?? Number.POSITIVE_INFINITY
}
