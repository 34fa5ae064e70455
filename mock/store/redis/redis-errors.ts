import { ErrorReply } from '@redis/client'
import type { StoreErrorCode } from '../store-error.ts'
import { StoreError } from '../store-error.ts'

/** What Redis or its client says, as a store says it. */
export function storeErrorOf(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause
  const [code, state] = isReply(cause) ? meaningOf(cause.message) : (['AWAY', 'cannot be reached'] as const)
  return new StoreError(code, `Redis ${state}.`, { cause })
}

/** What keeps a Redis from being a store, to be said of it: "has no memory left". */
export function stateOf(cause: unknown): string | undefined {
  const reply = cause instanceof StoreError ? cause.cause : cause
  return isReply(reply) ? meaningOf(reply.message)[1] : undefined
}

/** Whether Redis itself has said no. Its client uses the same class for what it could not read. */
function isReply(cause: unknown): cause is ErrorReply {
  return cause instanceof ErrorReply && /^[A-Z]+ /.test(cause.message)
}

function meaningOf(message: string): Meaning {
  const [word = ''] = message.split(' ', 1)
  const [, command] = /'([^']+)' command/.exec(message) ?? []
  if (word === 'NOPERM') return ['BROKEN', `does not let this user run ${command ?? 'what is needed'}`]
  return meanings[word] ?? ['BROKEN', `refuses what it is asked for (${message.slice(0, 100)})`]
}

type Meaning = readonly [StoreErrorCode, string]

/** By the first word of a reply that is an error. */
const meanings: Readonly<Record<string, Meaning>> = {
  OOM: ['FULL', 'has no memory left'],
  MISCONF: ['FULL', 'cannot write to its disk'],
  LOADING: ['AWAY', 'is still reading what it has kept; try again in a moment'],
  BUSY: ['AWAY', 'is busy with a script; try again in a moment'],
  READONLY: ['AWAY', 'is a replica, to which nothing may be written'],
  MASTERDOWN: ['AWAY', 'is a replica, to which nothing may be written'],
  NOREPLICAS: ['AWAY', 'has too few replicas to take a write'],
  NOAUTH: ['BROKEN', 'wants a password'],
  WRONGPASS: ['BROKEN', 'does not accept this user and password'],
  WRONGTYPE: ['BROKEN', 'keeps something else under the keys of the store'],
  CLUSTERDOWN: ['BROKEN', 'is part of a cluster'],
  MOVED: ['BROKEN', 'is part of a cluster'],
  CROSSSLOT: ['BROKEN', 'is part of a cluster'],
}
