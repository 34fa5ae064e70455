import type { Writer } from '../conformance/engine/writer.ts'

/**
 * Many writers as one. When one of them fails, the others are still told everything and closed; the first failure is
 * thrown at the end, so that a full disk does not cost the terminal its verdict.
 */
export function together(writers: readonly Writer[]): Writer {
  const failed = new Map<Writer, unknown>()
  const attempt = async (writer: Writer, step: () => void | Promise<void>) => {
    try {
      await step()
    } catch (error) {
      if (!failed.has(writer)) failed.set(writer, error)
    }
  }
  return {
    async on(event) {
      for (const writer of writers) if (!failed.has(writer)) await attempt(writer, () => writer.on(event))
    },
    async close() {
      for (const writer of writers) await attempt(writer, () => writer.close())
      for (const error of failed.values()) throw error
    },
  }
}
