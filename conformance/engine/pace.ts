import { setTimeout as sleep } from 'node:timers/promises'

/** Holds requests back to a rate; without one, lets them pass. */
export class Pace {
  readonly #gap: number
  readonly #clock: () => number
  #next = 0

  /** @param rate Requests a second; `undefined`: as many as come. */
  constructor(rate: number | undefined, clock: () => number) {
    this.#gap = rate === undefined ? 0 : 1000 / rate
    this.#clock = clock
  }

  /** Whether there is a rate at all. */
  get holdsBack(): boolean {
    return this.#gap > 0
  }

  /**
   * Settles when the next request may begin, or when the signal is aborted. What belongs together takes its turns at once and
   * waits for the last of them, so that it may begin together without raising the rate.
   */
  async turn(signal: AbortSignal, count = 1): Promise<void> {
    if (this.#gap === 0) return
    const now = this.#clock()
    const at = Math.max(now, this.#next) + (count - 1) * this.#gap
    this.#next = at + this.#gap
    if (at > now) await sleep(at - now, undefined, { signal }).catch(() => {})
  }
}
