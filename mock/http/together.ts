/**
 * Takes things one by one and uses them together, when `later` says so. The same work done in a row finds the processor's
 * caches warm, and who waits for several results at once is woken by the first of them and finds the others there: on the
 * path of a request that is half of its cost.
 *
 * @param later Such as `setImmediate`, once for each batch.
 * @param use Must not throw.
 */
export function together<Thing>(later: (batch: () => void) => unknown, use: (thing: Thing) => void): (thing: Thing) => void {
  let waiting: Thing[] = []
  return (thing) => {
    if (waiting.push(thing) === 1) later(useAll)
  }

  function useAll(): void {
    const all = waiting
    waiting = []
    for (const thing of all) use(thing)
  }
}
