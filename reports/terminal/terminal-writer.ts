import type { RunEvent } from '../../conformance/engine/result.ts'
import type { Writer } from '../../conformance/engine/writer.ts'
import { visible } from '../visible.ts'
import type { Colours } from './colours.ts'
import { cut } from './layout.ts'
import { progressLine } from './progress.ts'
import type { Detail } from './summary.ts'
import { summaryLines } from './summary.ts'

export interface TerminalOptions {
  readonly stream: { write(text: string): unknown; readonly columns?: number | undefined }
  readonly colours: Colours
  /** Whether one line may be rewritten again and again; else progress is a plain line now and then. */
  readonly live: boolean
  readonly detail: Detail
  /** Paths of the reports that are written by others. */
  readonly files: readonly string[]
}

/** Where nothing says how wide it is: a pipe, a file, a CI log. */
const defaultWidth = 80
const narrowest = 40

/** How long, in ms of the run, between two lines of progress. */
const pace = { live: 80, plain: 5000 }

/** Tells a person at a terminal, or the reader of a log, how a run goes and how it ended. */
export function terminalWriter({ stream, colours, live, detail, files }: TerminalOptions): Writer {
  const reported = new Set<string>()
  let progress = ''
  // A log begins with what was found, not with how far it is.
  let lastProgress = live ? -Infinity : 0

  const width = () => Math.max(stream.columns ?? defaultWidth, narrowest)
  const line = (text: string) => stream.write(`${progress === '' ? '' : erase}${text}\n${progress}`)
  const show = (text: string) => {
    if (live) stream.write(`${progress === '' ? '' : erase}${text}`)
    else line(text)
    progress = live ? text : ''
  }
  const stop = () => {
    if (progress !== '') stream.write(erase)
    progress = ''
  }

  return {
    on(event) {
      if (event.kind === 'finished') {
        stop()
        for (const text of summaryLines(event.result, { width: width(), colours, detail, files })) stream.write(`${text}\n`)
      } else if (detail !== 'quiet') {
        report(event)
      }
    },
    async close() {
      stop()
    },
  }

  function report(event: RunEvent): void {
    if (event.kind === 'started') {
      const what = event.from === undefined ? `checking ${event.target}` : `judging ${event.from}: ${event.target}`
      line(colours.dim(cut(visible(`${what} (profile ${event.profile}, seed ${event.seed})`), width())))
    }
    if (event.kind === 'phase' && detail === 'verbose') line(colours.dim(cut(visible(event.name), width())))
    if (event.kind === 'notice') line(cut(visible(event.message), width()))
    if (event.kind === 'finding') {
      const { requirement, key, level, expected, got } = event.finding
      if (reported.has(`${requirement} ${key}`)) return
      reported.add(`${requirement} ${key}`)
      const mark = level === 'must' ? colours.red('✗') : colours.yellow('!')
      line(`${mark} ${cut(visible(`${requirement}: expected ${expected}, got ${got}`), width() - 2)}`)
    }
    if (event.kind === 'progress' && event.elapsed - lastProgress >= (live ? pace.live : pace.plain)) {
      lastProgress = event.elapsed
      show(progressLine(event, width() - 1))
    }
  }
}

/** Back to the first column, and clear the line. */
const erase = '\r\u001b[2K'
