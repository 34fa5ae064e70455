import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readHistory } from '../conformance/recorded/read-history.ts'
import type { ReportFlags } from './commands.ts'
import { storedResult } from './stored.ts'
import { together } from './together.ts'
import type { Surroundings } from './writers.ts'
import { reportsIn, writersIn } from './writers.ts'

/**
 * Tells the writers of a stored run as if it had just ended. With `--format` they write; without, the terminal shows it.
 *
 * @throws ReportError when the run cannot be read or a report not be written, HistoryError when its history cannot be read.
 */
export async function convert(path: string, flags: ReportFlags, surroundings: Surroundings): Promise<void> {
  const result = await storedResult(path)
  const beside = join(dirname(path), 'history.ndjson')
  const historyPath = flags.history ?? (existsSync(beside) ? beside : undefined)
  const history = historyPath === undefined ? [] : (await readHistory(historyPath)).events
  const { format, out, quiet = false, verbose = false } = flags
  const writersFor = format.length > 0 || out !== undefined ? reportsIn(surroundings) : writersIn(surroundings)
  const writer = together(await writersFor({ report: format, ...(out === undefined ? {} : { out }), quiet, verbose }))
  for (const event of history) await writer.on({ kind: 'history', event })
  await writer.on({ kind: 'finished', result })
  await writer.close()
}
