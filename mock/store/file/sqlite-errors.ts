import type { StoreErrorCode } from '../store-error.ts'
import { StoreError } from '../store-error.ts'

/** What SQLite says, as a store says it. An error that is not SQLite's is a defect of ours and stays as it is. */
export function storeErrorOf(cause: unknown): StoreError {
  const name = String((cause as { code?: unknown }).code)
    .split('_', 2)
    .join('_')
  const [code, sentence] = meanings[name] ?? ['BROKEN', 'The file of the store cannot be read or written.']
  return new StoreError(code, sentence, { cause })
}

/** Runs a read, and translates how it fails. */
export function reading<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (cause) {
    throw storeErrorOf(cause)
  }
}

const meanings: Readonly<Record<string, readonly [StoreErrorCode, string]>> = {
  SQLITE_BUSY: ['AWAY', 'Another process keeps the file of the store to itself.'],
  SQLITE_LOCKED: ['AWAY', 'Another process keeps the file of the store to itself.'],
  SQLITE_FULL: ['FULL', 'There is no space left on the disk of the store.'],
  SQLITE_CORRUPT: ['BROKEN', 'The file of the store is damaged.'],
  SQLITE_NOTADB: ['BROKEN', 'The file of the store is damaged.'],
  SQLITE_READONLY: ['BROKEN', 'The file of the store has become read-only.'],
}
