import type { Exchange } from '../history/events.ts'
import type { History } from '../history/history.ts'
import type { Issues } from '../history/issues.ts'
import { derived } from '../history/origin.ts'
import type { BodyReading } from './body.ts'
import { bodyOf } from './body.ts'
import type { Credential } from './credential.ts'
import { credentialOf } from './credential.ts'
import type { Addressed } from './target.ts'
import { addressOf } from './target.ts'

/** What a request was, read from its recorded bytes alone; nothing here depends on when it was sent or on its answer. */
export interface RequestReading extends Addressed {
  readonly credential: Credential
  readonly body: BodyReading
}

/** Reads a request once, and remembers it for all histories of its run that know the same tokens. */
export function readRequest(history: History, exchange: Exchange): RequestReading {
  const { byExchange, credentials, bodies } = readingsOf(history.issues)
  const found = byExchange[exchange.id]
  if (found !== undefined) return found
  const { door, request } = exchange
  const { route, target, names } = addressOf(history, door, request.method, request.target)
  const reading = { route, target, names, credential: credentialOf(request.headers, credentials), body: bodyOf(request, bodies) }
  byExchange[exchange.id] = reading
  return reading
}

/** By the number of the exchange; by the credential and the body, which many requests have in common. */
const readingsOf = derived((_issues: Issues) => ({
  byExchange: [] as (RequestReading | undefined)[],
  credentials: new Map<string, Credential>(),
  bodies: new Map<string, BodyReading>(),
}))

/** Whether nothing about the request but its credential, and the token it names, could be the reason for a refusal. */
export function isPlain({ route, target, body }: RequestReading): boolean {
  if (route === 'probe') return true
  return (
    route === 'revoke' &&
    body.traits.length === 0 &&
    (target.kind === 'token' ? target.spelling === 'exact' : target.kind === 'unknown uuid' && target.likeIssued)
  )
}
