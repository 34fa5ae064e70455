import type { MaybePromise } from '../store.ts'
import { StoreError } from '../store-error.ts'
import type { Soundness } from './soundness.ts'
import type { AsyncSqlite } from './sqlite.ts'
import { whenFree } from './when-free.ts'

/** Writes that are acknowledged when they are on disk. */
export interface GroupCommit {
  /** Runs `act` inside a transaction, and gives its result once that is on disk. */
  write<Result>(act: () => MaybePromise<Result>): Promise<Result>
  /** Whether the last transaction could not be written. */
  failing(): boolean
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>
}

interface Waiting {
  readonly act: () => unknown
  readonly resolve: (result: never) => void
  readonly reject: (error: StoreError) => void
}

/** How many writes may wait. Behind a disk that is too slow, more would only wait longer. */
const longestQueue = 10_000

/**
 * Whatever comes while a transaction is on its way to the disk shares the next one: one flush for many writes. `BEGIN`,
 * which may wait for another process, and `COMMIT`, which waits for the disk, run off the main thread.
 *
 * @param patience How long another process may keep the file to itself, in ms; default 5000.
 */
export function groupCommit(database: AsyncSqlite, soundness: Soundness, patience?: number): GroupCommit {
  let queue: Waiting[] = []
  let running: Promise<void> | undefined
  let failed = false

  return {
    write: (act) =>
      new Promise((resolve, reject) => {
        soundness.assertSound()
        if (queue.length >= longestQueue) {
          reject(new StoreError('BUSY', 'Too many revocations wait for the disk.'))
          return
        }
        queue.push({ act, resolve, reject })
        running ??= drain()
      }),
    failing: () => failed,
    async idle() {
      await running
    },
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await whenFree(() => database.exec('BEGIN IMMEDIATE'), patience).then(commit, fail)
    }
    running = undefined
  }

  async function commit(): Promise<void> {
    const batch = queue
    queue = []
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
    }
  }

  function fail(cause: unknown): void {
    const batch = queue
    queue = []
    refuse(batch, cause)
  }

  function refuse(batch: readonly Waiting[], cause: unknown): void {
    failed = true
    const error = soundness.errorOf(cause)
    for (const waiting of batch) waiting.reject(error)
  }
}
