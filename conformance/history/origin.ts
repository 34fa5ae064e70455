/** What much is derived from, and asked for at every exchange: it keeps what was derived, in one place for each function. */
export class Origin {
  static #functions = 0
  readonly #derived: unknown[] = []

  /** See `derived`. */
  static derivation<From extends Origin, Value>(this: void, compute: (from: From) => Value): (from: From) => Value {
    const place = Origin.#functions
    Origin.#functions += 1
    return (from) => {
      const known = from.#derived[place]
      if (known !== undefined || place in from.#derived) return known as Value
      const value = compute(from)
      from.#derived[place] = value
      return value
    }
  }
}

/** A function whose value for an origin is computed once and kept as long as the origin lives; `memoized`, many times faster. */
export const derived: typeof Origin.derivation = Origin.derivation
