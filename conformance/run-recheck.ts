import { readFile } from 'node:fs/promises'
import type { RecheckFlags } from './commands.ts'
import { Audience } from './engine/audience.ts'
import { readKeptRun } from './engine/kept-run.ts'
import { recheck } from './engine/recheck.ts'
import type { WritersFor } from './engine/writer.ts'
import { UsageError } from './errors.ts'
import { routeOf } from './route-of.ts'
import { stopSignal } from './stop-signal.ts'

/** Runs `recheck` as its flags say; gives the exit code. */
export async function runRecheck(report: string, flags: RecheckFlags, writersFor: WritersFor): Promise<number> {
  const earlier = await factsIn(report)
  const kept = await readKeptRun(flags.secrets)
  if (kept.seed !== earlier.seed)
    throw new UsageError(`${flags.secrets} belongs to another run than ${report}: their seeds differ (${kept.seed}, ${earlier.seed}).`)
  const writers = await writersFor({
    report: flags.report,
    ...(flags.out === undefined ? {} : { out: flags.out }),
    quiet: flags.quiet === true,
    verbose: flags.verbose === true,
  })
  const stop = stopSignal()
  const audience = new Audience(writers)
  try {
    const { target = earlier.target, header: headers, requestTimeout, rate, concurrency } = flags
    const route = await routeOf({ ...flags, target }, process.env)
    const options = {
      target,
      kept,
      headers,
      route,
      propagation: earlier.propagation,
      requestTimeout,
      rate,
      concurrency,
      signal: stop.signal,
    }
    return (await recheck(options, (event) => audience.tell(event))).exitCode
  } finally {
    stop.forget()
    await audience.leave()
  }
}

interface EarlierRun {
  readonly target: string
  readonly seed: number
  readonly propagation: number
}

/** @throws UsageError when the file is no report. */
async function factsIn(file: string): Promise<EarlierRun> {
  try {
    const { run } = JSON.parse(await readFile(file, 'utf8')) as { run: EarlierRun }
    if (typeof run.target === 'string' && typeof run.seed === 'number' && typeof run.propagation === 'number') return run
  } catch (cause) {
    throw new UsageError(`${file} cannot be read as a report (${(cause as Error).message}). Give the report.json of the earlier run.`, {
      cause,
    })
  }
  throw new UsageError(`${file} is no report of a run. Give the report.json of the earlier run.`)
}
