import type { Writer } from '../conformance/engine/writer.ts'
import type { Destination } from './format.ts'

/**
 * Writes the history as NDJSON, one event a line as it ends: header, events, footer. No footer means that the run was
 * cut short; every line before the cut is whole.
 */
export function historyWriter(destination: Destination): Writer {
  return {
    on(event) {
      return event.kind === 'history' ? destination.write(`${JSON.stringify(event.event)}\n`) : undefined
    },
    close: () => destination.close(),
  }
}
