import type { RunEvent } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'
import type { Destination } from './format.ts'
import { reportOf } from './json.ts'

/**
 * Writes what happens as NDJSON, one event a line as it happens: `started`, then phases, progress, findings, notices and
 * the history, then `finished` with the report. No `finished` means that the run was cut short.
 */
export function eventsWriter(destination: Destination): Writer {
  return {
    on: (event) => destination.write(`${JSON.stringify(lineOf(event))}\n`),
    close: () => destination.close(),
  }
}

function lineOf(event: RunEvent): object {
  if (event.kind === 'finished') return { kind: event.kind, report: reportOf(event.result) }
  if (event.kind !== 'started') return event
  // A judge is code; what it judges by is not.
  return { ...event, requirements: event.requirements.map(({ id, level, title, source }) => ({ id, level, title, source })) }
}
