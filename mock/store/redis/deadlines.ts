/** Deadlines that are all as far away as each other when they begin. */
export interface Deadlines {
  /** Begins one. `late` is called once it has passed, unless what is returned has been called before. */
  readonly start: (late: () => void) => () => void
}

/**
 * Deadlines on one timer, the one of the oldest: since all wait equally long, they pass in the order they began, and one that
 * is met costs no timer of its own.
 *
 * @param patience In ms; a deadline passes that long after it began, or a little later.
 */
export function deadlinesOf(patience: number): Deadlines {
  /** In the order they began. */
  const waiting = new Map<number, { readonly at: number; readonly late: () => void }>()
  let begun = 0
  let timer: NodeJS.Timeout | undefined

  return {
    start(late) {
      const number = begun
      begun += 1
      waiting.set(number, { at: performance.now() + patience, late })
      timer ??= setTimeout(pass, patience).unref()
      return () => void waiting.delete(number)
    },
  }

  function pass(): void {
    timer = undefined
    const now = performance.now()
    for (const [number, { at, late }] of waiting) {
      if (at > now) {
        timer = setTimeout(pass, at - now).unref()
        return
      }
      waiting.delete(number)
      late()
    }
  }
}
