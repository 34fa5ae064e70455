/** In how many steps a wait is made, and how much longer than meant each may take before it counts as a delay of our own. */
const steps = { count: 10, slack: 1.5 }

/**
 * Calls back after so many ms in which this process was not held up itself. On a busy machine it is we who come late, and an
 * answer that lies there unread is not missing: what has come is read before the time is up.
 *
 * @param clock In ms.
 * @returns What calls it off.
 */
export function afterOwnTime(ms: number, clock: () => number, callback: () => void): () => void {
  const step = ms / steps.count
  let left = ms
  let timer: NodeJS.Timeout | undefined
  let isOff = false
  const wait = (): void => {
    const begin = clock()
    timer = setTimeout(() => setImmediate(count, begin), Math.min(step, left))
  }
  const count = (begin: number): void => {
    if (isOff) return
    left -= Math.min(clock() - begin, step * steps.slack)
    if (left <= 0) callback()
    else wait()
  }
  wait()
  return () => {
    isOff = true
    clearTimeout(timer)
  }
}
