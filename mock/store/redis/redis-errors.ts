import type { StoreErrorCode } from '../store-error.ts'
import { StoreError } from '../store-error.ts'

/** What Redis or its client says, as a store says it. */
export function storeErrorOf(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause
  const [word = ''] = cause instanceof Error ? cause.message.split(' ', 1) : []
  const [code, sentence] = meanings[word] ?? ['AWAY', 'Redis cannot be reached.']
  return new StoreError(code, sentence, { cause })
}

/** By the first word of a reply that is an error. */
const meanings: Readonly<Record<string, readonly [StoreErrorCode, string]>> = {
  OOM: ['FULL', 'Redis has no memory left.'],
  MISCONF: ['FULL', 'Redis cannot write to its disk.'],
  LOADING: ['AWAY', 'Redis is still reading what it has kept.'],
  READONLY: ['AWAY', 'This Redis is a replica, to which nothing may be written.'],
  NOAUTH: ['BROKEN', 'Redis wants a password.'],
  NOPERM: ['BROKEN', 'The user of Redis may not run what is needed.'],
  WRONGTYPE: ['BROKEN', 'The keys of the store hold something else.'],
}
