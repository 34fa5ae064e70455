import { unwatchFile, watchFile } from 'node:fs'
import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Contract } from '../contract/index.ts'
import { ContractError } from '../contract/index.ts'

/** What has become of a contract: a new one to serve, or why its file cannot be used. */
export type ContractNews =
  | { readonly kind: 'changed'; readonly contract: Contract }
  | { readonly kind: 'broken'; readonly error: ContractError }

/** How often the file is looked at, in ms. */
const interval = 250

/**
 * Watches the file of a contract, by its time of change: that works on every file system, and for editors that put a new
 * file in its place.
 *
 * @param tell Called after a change that is one: what has the same bytes as before is no news.
 * @returns Ends the watching.
 */
export function watchContract({ source, digest }: Contract, tell: (news: ContractNews) => void): () => void {
  let known: string | undefined = digest
  let last = Promise.resolve()
  const look = (): void => {
    last = last.then(async () => {
      await writtenOut(source)
      const news = await newsOf(source)
      const found = news.kind === 'changed' ? news.contract.digest : undefined
      if (found === undefined || found !== known) tell(news)
      known = found
    })
  }
  watchFile(source, { persistent: false, interval }, look)
  return () => unwatchFile(source, look)
}

/** Waits until nobody writes to the file any more: half of a contract is no news. */
async function writtenOut(file: string): Promise<void> {
  let [before, now] = [Number.NaN, await changedAt(file)]
  while (before !== now) {
    await pause(interval / 5)
    ;[before, now] = [now, await changedAt(file)]
  }
}

async function changedAt(file: string): Promise<number> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }))
  return mtimeMs
}

async function newsOf(file: string): Promise<ContractNews> {
  const { loadContract } = await import('../contract/load.ts')
  try {
    return { kind: 'changed', contract: await loadContract(file) }
  } catch (error) {
    if (error instanceof ContractError) return { kind: 'broken', error }
    throw error
  }
}
