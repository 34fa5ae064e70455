import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Writer, WriterChoices, WritersFor } from '../conformance/engine/writer.ts'
import { growingFile, standardStream, wholeFile } from './destination.ts'
import type { Destination, Format } from './format.ts'
import { formatNamed, formats } from './formats.ts'
import { coloursFor } from './terminal/colours.ts'
import { terminalWriter } from './terminal/terminal-writer.ts'
import { together } from './together.ts'

/** What of the process a report depends on. */
export interface Surroundings {
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  readonly env: NodeJS.ProcessEnv
}

/** A report that was asked for. */
interface Order {
  readonly format: Format
  /** `-` is standard output. */
  readonly path: string
}

/**
 * Makes the writer of a run, which tells one writer for each report that was asked for, and the terminal last, so that
 * it can say where the others are. When a report goes to standard output, the terminal speaks on standard error.
 *
 * @throws ReportError `UNKNOWN_FORMAT` or `NOT_WRITABLE`
 */
export function writersIn(surroundings: Surroundings): WritersFor {
  return async (choices) => {
    const orders = ordersIn(choices)
    const writers = await opened(orders, surroundings)
    const stream = orders.some(({ path }) => path === '-') ? surroundings.stderr : surroundings.stdout
    const terminal = terminalWriter({
      stream,
      colours: coloursFor(stream, surroundings.env),
      live: stream.isTTY && surroundings.env['CI'] === undefined,
      detail: choices.quiet ? 'quiet' : choices.verbose ? 'verbose' : 'normal',
      files: orders.filter(({ path }) => path !== '-').map(({ path }) => path),
    })
    return [together([...writers, terminal, ...(await githubIn(stream, surroundings.env))])]
  }
}

/**
 * Where it runs on GitHub, it says so by itself. It comes last: what it holds back while the run goes on it says when all
 * others are closed.
 */
async function githubIn(log: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Promise<readonly Writer[]> {
  if (env['GITHUB_ACTIONS'] !== 'true') return []
  const { githubWriter } = await import('./github.ts')
  const summary = env['GITHUB_STEP_SUMMARY']
  const summarise = summary === undefined ? undefined : (markdown: string) => appendFile(summary, markdown)
  return [githubWriter({ log, token: randomUUID(), ...(summarise === undefined ? {} : { summarise }) })]
}

function ordersIn({ report, out, source }: WriterChoices): readonly Order[] {
  const usual =
    out === undefined ? [] : formats.filter((format) => format.usual).map((format) => ({ format, path: join(out, format.file) }))
  const asked = report.map((text): Order => {
    const [, name = '', path] = /^([^=]*)(?:=(.+))?$/s.exec(text) ?? []
    const format = formatNamed(name)
    return { format, path: path ?? join(out ?? '.', format.file) }
  })
  const orders = [...usual.filter(({ path }) => asked.every((order) => order.path !== path)), ...asked]
  return source === undefined ? orders : orders.filter(({ path }) => path === '-' || resolve(path) !== resolve(source))
}

/**
 * The reports alone, without the terminal. All of them or none: when one cannot be opened, those before it are closed.
 *
 * @throws ReportError `UNKNOWN_FORMAT` or `NOT_WRITABLE`
 */
export function reportsIn(surroundings: Surroundings): WritersFor {
  return (choices) => opened(ordersIn(choices), surroundings)
}

async function opened(orders: readonly Order[], surroundings: Surroundings): Promise<readonly Writer[]> {
  const writers: Writer[] = []
  try {
    for (const { format, path } of orders) writers.push(await format.open(await destinationOf(format, path, surroundings)))
    return writers
  } catch (error) {
    await Promise.all(writers.map((writer) => writer.close()))
    throw error
  }
}

async function destinationOf(format: Format, path: string, { stdout }: Surroundings): Promise<Destination> {
  if (path === '-') return standardStream(stdout)
  return format.streamed ? growingFile(path) : wholeFile(path)
}
