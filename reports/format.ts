import type { RunResult } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'
import type { HistoryEvent } from '../conformance/history/events.ts'

/** One way to write a run down. A new format is a new file and one line in `formats.ts`. */
export interface Format {
  /** What `--report` and `--format` call it. */
  readonly name: string
  /** One clause for `--help`. */
  readonly description: string
  /** Its file under `--out DIR`. */
  readonly file: string
  /** Whether `--out DIR` writes it unasked. */
  readonly usual: boolean
  /** Whether it is written while the run goes on, so that a run cut short leaves what there was. */
  readonly streamed: boolean
  /** Loads the format's own code and gives a writer to the destination, which the writer closes. */
  open(destination: Destination): Promise<Writer>
}

/** Where a report goes. */
export interface Destination {
  /** Appends; settles when more may be written. */
  write(text: string): Promise<void>
  /** Flushes and closes; what was written stands complete from then on. */
  close(): Promise<void>
}

/** All there is to know of a run that has ended. */
export interface FinishedRun {
  readonly result: RunResult
  /** Empty where only the result was kept. */
  readonly history: readonly HistoryEvent[]
}

/** A writer of a format that can be written only once the run has ended. Without a result it writes nothing. */
export function atTheEnd(destination: Destination, render: (run: FinishedRun) => string): Writer {
  const history: HistoryEvent[] = []
  return {
    async on(event) {
      if (event.kind === 'history') history.push(event.event)
      if (event.kind === 'finished') await destination.write(render({ result: event.result, history }))
    },
    close: () => destination.close(),
  }
}
