import { readFile } from 'node:fs/promises'
import { UsageError } from '../errors.ts'
import type { Exchange, Issued, TokenRecord } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { endOf, timelineOf } from '../history/timeline.ts'
import type { OutputFile } from '../output-file.ts'
import { tryFile, writeOutput } from '../output-file.ts'
import type { World } from './world.ts'

/** What a later `recheck` needs of a run: revoked tokens with their secrets, and the exchanges that prove them dead. */
export interface KeptRun {
  readonly version: 1
  readonly seed: number
  /** RFC 3339; the exchanges' times count from here. */
  readonly startedAt: string
  readonly tokens: readonly KeptToken[]
}

export interface KeptToken {
  readonly token: TokenRecord
  readonly secret: string
  readonly issued: Issued
  /** Seen alive, and revoked. */
  readonly exchanges: readonly Exchange[]
}

/** Every token whose revocation was acknowledged. */
export function keptRunOf(world: World): KeptRun {
  const history = world.recorder.history()
  const timeline = timelineOf(history)
  const tokens = world.supply.issued.flatMap(({ token, secret }): KeptToken[] => {
    const life = timeline.life(token.alias)
    const issued = history.issue(token.alias)
    const ack = life?.touches.find((touch) => touch.acknowledged && endOf(touch.exchange) === life.ack)?.exchange
    const alive = life?.uses.find((use) => endOf(use) < (ack?.begin ?? 0) && use.response?.status !== 401)
    if (issued === undefined || ack === undefined) return []
    return [{ token, secret, issued, exchanges: alive === undefined ? [ack] : [alive, ack] }]
  })
  return { version: 1, seed: world.seed, startedAt: history.header.startedAt, tokens }
}

/** Aliases of all tokens whose revocation was acknowledged, in the order of their issue. */
export function acknowledged(history: History): readonly string[] {
  const timeline = timelineOf(history)
  return history.issued.map(({ token }) => token.alias).filter((alias) => (timeline.life(alias)?.ack ?? Infinity) < Infinity)
}

/** Before the run, so that it is not in vain. @throws UsageError when the file cannot be written. */
export async function tryKeptRun(file: string): Promise<void> {
  await tryFile(keptIn(file))
}

/**
 * Writes secrets for nobody but their owner to read (mode 0600, also where there was a file of that name; it is replaced).
 *
 * @throws UsageError when the file cannot be written.
 */
export async function writeKeptRun(file: string, kept: KeptRun): Promise<void> {
  await writeOutput(keptIn(file), `${JSON.stringify(kept)}\n`)
}

function keptIn(file: string): OutputFile {
  return { flag: '--keep-secrets', file, mode: 0o600 }
}

/** @throws UsageError when the file cannot be read or holds something else. */
export async function readKeptRun(file: string): Promise<KeptRun> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (
      typeof kept === 'object' &&
      kept !== null &&
      'version' in kept &&
      kept.version === 1 &&
      'tokens' in kept &&
      Array.isArray(kept.tokens)
    )
      return kept as KeptRun
  } catch (cause) {
    throw new UsageError(`--secrets ${file} cannot be read (${(cause as Error).message}). Write it with check --keep-secrets.`, { cause })
  }
  throw new UsageError(`--secrets ${file} holds no secrets of a run. Write it with check --keep-secrets.`)
}
