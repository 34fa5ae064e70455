import type { StoreErrorCode } from '../store-error.ts'
import { StoreError } from '../store-error.ts'

/** What SQLite says, as a store says it. */
export function storeErrorOf(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause
  const [code, sentence] = meanings[kindOf(cause)] ?? ['BROKEN', 'The file of the store cannot be read or written.']
  return new StoreError(code, sentence, { cause })
}

/** Whether it says that the file is not whole. */
export function isDamage(cause: unknown): boolean {
  return ['SQLITE_CORRUPT', 'SQLITE_NOTADB'].includes(kindOf(cause))
}

/** SQLite's own codes are more exact than what there is to say: SQLITE_IOERR_WRITE. */
function kindOf(cause: unknown): string {
  return String((cause as { code?: unknown }).code)
    .split('_', 2)
    .join('_')
}

const damaged = 'The file of the store is damaged. Restore it from a copy, and start the mock again.'

const meanings: Readonly<Record<string, readonly [StoreErrorCode, string]>> = {
  SQLITE_BUSY: ['AWAY', 'Another process keeps the file of the store to itself.'],
  SQLITE_LOCKED: ['AWAY', 'Another process keeps the file of the store to itself.'],
  SQLITE_FULL: ['FULL', 'There is no space left on the disk of the store.'],
  SQLITE_CORRUPT: ['BROKEN', damaged],
  SQLITE_NOTADB: ['BROKEN', damaged],
  SQLITE_IOERR: ['BROKEN', 'The disk of the store refuses to be read or written.'],
  SQLITE_READONLY: ['BROKEN', 'The file of the store has become read-only.'],
}
