import type { Exchange, HeaderFields, RecordedBody, RecordedRequest } from '../history/events.ts'
import type { History } from '../history/history.ts'
import type { Issues } from '../history/issues.ts'
import { derived } from '../history/origin.ts'
import type { BodyReading } from './body.ts'
import { bodyOf, mediaTypeOf } from './body.ts'
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
  const readings = readingsOf(history.issues)
  const found = readings.byExchange[exchange.id]
  if (found !== undefined) return found
  const { door, request } = exchange
  const { route, target, names } = addressOf(history, door, request.method, request.target)
  const { credential, media } = fieldsOf(request.headers, readings)
  const reading = { route, target, names, credential, body: contentOf(request, media, readings) }
  readings.byExchange[exchange.id] = reading
  return reading
}

/** By the number of the exchange; by what many requests have in common, of which those of a recording share the very object. */
const readingsOf = derived((_issues: Issues) => ({
  byExchange: [] as (RequestReading | undefined)[],
  credentials: new Map<string, Credential>(),
  fields: new Map<HeaderFields, Fields>(),
  bodies: new Map<string, BodyReading>(),
  contents: new Map<RecordedBody, Content>(),
}))

/** What the header fields of a request say. */
interface Fields {
  readonly credential: Credential
  readonly media: string | undefined
}

function fieldsOf(headers: HeaderFields, { fields, credentials }: ReturnType<typeof readingsOf>): Fields {
  const known = fields.get(headers)
  if (known !== undefined) return known
  const read = { credential: credentialOf(headers, credentials), media: mediaTypeOf(headers) }
  fields.set(headers, read)
  return read
}

/** A body, and what else decides how it is read. */
interface Content {
  readonly media: string | undefined
  readonly framing: RecordedRequest['framing']
  readonly reading: BodyReading
}

function contentOf(request: RecordedRequest, media: string | undefined, { contents, bodies }: ReturnType<typeof readingsOf>): BodyReading {
  const { body, framing } = request
  const known = body === null ? undefined : contents.get(body)
  if (known !== undefined && known.media === media && known.framing === framing) return known.reading
  const reading = bodyOf(request, media, bodies)
  if (body !== null) contents.set(body, { media, framing, reading })
  return reading
}

/** Whether nothing about the request but its credential, and the token it names, could be the reason for a refusal. */
export function isPlain({ route, target, body }: RequestReading): boolean {
  if (route === 'probe') return true
  return (
    route === 'revoke' &&
    body.traits.length === 0 &&
    (target.kind === 'token' ? target.spelling === 'exact' : target.kind === 'unknown uuid' && target.likeIssued)
  )
}
