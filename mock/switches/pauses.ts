/** The holding back of answers, which ends at once when nobody can get them any more. */
export interface Pauses {
  /** Resolves after so many ms, or when the pauses are over. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** Ends all of them, and those to come: no timer keeps a process that has closed its mock. */
  readonly end: () => void
}

export function pausesOf(): Pauses {
  const waiting = new Map<ReturnType<typeof setTimeout>, () => void>()
  let over = false
  return {
    pause: (milliseconds) =>
      new Promise((resolve) => {
        if (over) return resolve()
        const timer = setTimeout(() => {
          waiting.delete(timer)
          resolve()
        }, milliseconds)
        waiting.set(timer, resolve)
      }),
    end() {
      over = true
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer)
        resolve()
      }
      waiting.clear()
    },
  }
}
