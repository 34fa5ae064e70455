/** How many values at the beginning of a list are not beyond a bound; the list is sorted by what `of` gives. */
export function countUpTo<Value>(list: readonly Value[], bound: number, of: (value: Value) => number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = list[middle]
    if (value !== undefined && of(value) <= bound) low = middle + 1
    else high = middle
  }
  return low
}

/** The first value beyond a bound, of a list that is sorted by what `of` gives. */
export function firstAfter<Value>(list: readonly Value[], bound: number, of: (value: Value) => number): Value | undefined {
  return list[countUpTo(list, bound, of)]
}

/** The last value that is not beyond a bound and fits, of a list that is sorted by what `of` gives. */
export function lastUpTo<Value>(
  list: readonly Value[],
  bound: number,
  of: (value: Value) => number,
  fits: (value: Value) => boolean,
): Value | undefined {
  for (let index = countUpTo(list, bound, of) - 1; index >= 0; index -= 1) {
    const value = list[index]
    if (value !== undefined && fits(value)) return value
  }
  return undefined
}
