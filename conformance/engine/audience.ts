import type { RunEvent } from './result.ts'
import type { Writer } from './writer.ts'

/** Tells writers one event after the other, while the run goes on. */
export class Audience {
  readonly #writers: readonly Writer[]
  /** What nobody was told yet; `undefined` while nothing is being told. */
  #waiting: RunEvent[] | undefined
  #told: Promise<void> = Promise.resolve()
  #hasFailed = false

  constructor(writers: readonly Writer[]) {
    this.#writers = writers
  }

  tell(event: RunEvent): void {
    if (this.#hasFailed) return
    if (this.#waiting !== undefined) {
      this.#waiting.push(event)
      return
    }
    const waiting = [event]
    this.#waiting = waiting
    this.#told = this.#told.then(() => this.#tellAll(waiting))
    // A writer that fails is reported when the audience leaves; until then it must not end the process.
    this.#told.catch(() => {})
  }

  /** Of a recording a hundred thousand events wait at once, so nothing is made for a single one of them. */
  async #tellAll(waiting: readonly RunEvent[]): Promise<void> {
    try {
      for (const event of waiting) {
        for (const writer of this.#writers) {
          const told = writer.on(event)
          if (told !== undefined) await told
        }
      }
    } catch (error) {
      this.#hasFailed = true
      throw error
    } finally {
      this.#waiting = undefined
    }
  }

  async leave(): Promise<void> {
    try {
      await this.#told
    } finally {
      for (const writer of this.#writers) await writer.close()
    }
  }
}
