import type { RunEvent } from './result.ts'
import type { Writer } from './writer.ts'

/** Tells writers one event after the other, while the run goes on. */
export class Audience {
  readonly #writers: readonly Writer[]
  #told: Promise<void> = Promise.resolve()

  constructor(writers: readonly Writer[]) {
    this.#writers = writers
  }

  tell(event: RunEvent): void {
    this.#told = this.#told.then(async () => {
      for (const writer of this.#writers) await writer.on(event)
    })
    // A writer that fails is reported when the audience leaves; until then it must not end the process.
    this.#told.catch(() => {})
  }

  async leave(): Promise<void> {
    try {
      await this.#told
    } finally {
      for (const writer of this.#writers) await writer.close()
    }
  }
}
