import type { MaybePromise } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { Soundness } from './soundness.ts'
import type { AsyncSqlite } from './sqlite.ts'
import { whenFree } from './when-free.ts'

/** Writes that are acknowledged when they are on disk. */
export interface GroupCommit {
  /** Runs `act` inside a transaction, and gives its result once that is on disk. */
  write<Result>(act: () => MaybePromise<Result>): Promise<Result>
  /** The same for what may touch every token of a world. It has a transaction to itself, and nobody waits for it beyond their patience. */
  writeAlone<Result>(act: () => MaybePromise<Result>): Promise<Result>
  /** Whether the last transaction could not be written, or does not end. */
  failing(): boolean
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
}

interface Waiting {
  readonly isAlone: boolean
  readonly act: () => unknown
  readonly resolve: (result: never) => void
  readonly reject: (error: StoreError) => void
}

/** How many writes may wait. Behind a disk that is too slow, more would only wait longer. */
const longestQueue = 10_000

const heldUp = 'The store is still busy with an earlier write.'

/**
 * Whatever comes while a transaction is on its way to the disk shares the next one: one flush for many writes. `BEGIN`,
 * which may wait for another process, and `COMMIT`, which waits for the disk, run off the main thread.
 *
 * @param patience How long a write waits for another one, of another process or of this one, in ms; default 5000.
 */
export function groupCommit(database: AsyncSqlite, soundness: Soundness, patience: number = 5000): GroupCommit {
  const queue: Waiting[] = []
  let isHeldUp = false
  let running: Promise<void> | undefined
  let failed = false

  return {
    write: (act) => enqueued(act, false),
    writeAlone: (act) => enqueued(act, true),
    failing: () => failed || isHeldUp,
    async idle() {
      await running
    },
  }

  function enqueued<Result>(act: () => MaybePromise<Result>, isAlone: boolean): Promise<Result> {
    return new Promise((resolve, reject) => {
      soundness.assertSound()
      if (queue.length >= longestQueue) throw new StoreError('BUSY', 'Too many revocations wait for the disk.')
      if (isHeldUp) throw new StoreError('BUSY', heldUp)
      queue.push({ isAlone, act, resolve, reject })
      running ??= drain()
    })
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await whenFree(() => database.exec('BEGIN IMMEDIATE'), patience).then(commit, fail)
    }
    running = undefined
  }

  async function commit(): Promise<void> {
    const batch = nextBatch()
    const late = setTimeout(giveUp, patience)
    try {
      soundness.assertThere()
      const results: unknown[] = []
      for (const { act } of batch) results.push(await act())
      await database.exec('COMMIT')
      soundness.assertThere()
      failed = false
      batch.forEach(({ resolve }, at) => resolve(results[at] as never))
    } catch (cause) {
      // Some failures have rolled back already, and then there is nothing to.
      await database.exec('ROLLBACK').catch(() => undefined)
      refuse(batch, cause)
    } finally {
      clearTimeout(late)
      isHeldUp = false
    }
  }

  /** Those that wait, up to one that wants to be alone; or that one. */
  function nextBatch(): readonly Waiting[] {
    const alone = queue.findIndex(({ isAlone }) => isAlone)
    return queue.splice(0, alone < 0 ? queue.length : Math.max(alone, 1))
  }

  /** Refuses whoever waits for a transaction that does not end; they have written nothing. */
  function giveUp(): void {
    isHeldUp = true
    for (const waiting of queue.splice(0)) waiting.reject(new StoreError('BUSY', heldUp))
  }

  function fail(cause: unknown): void {
    refuse(queue.splice(0), cause)
  }

  function refuse(batch: readonly Waiting[], cause: unknown): void {
    failed = true
    const error = soundness.errorOf(cause)
    for (const waiting of batch) waiting.reject(error)
  }
}
