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

  /** Settles when the next request may begin, or when the signal is aborted. */
  async turn(signal: AbortSignal): Promise<void> {
    if (this.#gap === 0) return
    const now = this.#clock()
    const at = Math.max(now, this.#next)
    this.#next = at + this.#gap
    if (at > now) await sleep(at - now, undefined, { signal }).catch(() => {})
  }
}
