import type { RunEvent } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'

/**
 * Many writers as one. When one of them fails, the others are still told everything and closed; the first failure is
 * thrown at the end, so that a full disk does not cost the terminal its verdict.
 */
export function together(writers: readonly Writer[]): Writer {
  const failed = new Map<Writer, unknown>()
  const fail = (writer: Writer, error: unknown): void => {
    if (!failed.has(writer)) failed.set(writer, error)
  }
  const attempt = (writer: Writer, step: () => void | Promise<void>): Promise<void> | undefined => {
    try {
      return step()?.catch((error: unknown) => fail(writer, error))
    } catch (error) {
      fail(writer, error)
      return undefined
    }
  }
  /** At once, as far as nobody has to be waited for: most have nothing to do for most events. */
  const tell = (event: RunEvent, hearers: readonly Writer[]): void | Promise<void> => {
    for (const [index, writer] of hearers.entries()) {
      const told = failed.has(writer) ? undefined : attempt(writer, () => writer.on(event))
      if (told !== undefined) return told.then(() => tell(event, hearers.slice(index + 1)))
    }
  }
  return {
    on: (event) => tell(event, writers),
    async close() {
      for (const writer of writers) await attempt(writer, () => writer.close())
      for (const error of failed.values()) throw error
    },
  }
}
