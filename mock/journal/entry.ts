import type { Effect, NetworkFault } from '../control/generated/types.ts'
import type { Standing } from '../model/revocation.ts'
import type { Token } from '../model/token.ts'
import type { Answer } from '../pipeline/answer.ts'
import type { Credential } from '../pipeline/credential.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { Refusal, Entry as Part } from '../pipeline/refusal.ts'
import { isRefusal } from '../pipeline/refusal.ts'
import type { Readings } from '../readings/readings.ts'

/**
 * One request and its answer, as a journal keeps it: nothing is worked out, whoever reads it pays for the words (describe.ts).
 * What came in many pieces is kept as one text, since what a journal keeps is copied by the garbage collector, piece by piece.
 */
export interface Entry {
  readonly kind: 'journal'
  readonly id: number
  /** Milliseconds since 1970, by the clock of the world. */
  readonly at: number
  /** In ms of real time. */
  readonly duration: number
  readonly waited: number
  readonly method: string
  readonly target: string
  /** Names and values in turn, a line each; see `headersOf`. */
  readonly headerLines: string
  /** A character for each byte, as many as are kept; see `bodyOf`. */
  readonly body: string
  /** Of the whole body in bytes. */
  readonly bodyLength: number
  readonly status: number
  /** Those that every answer has, and those of this one. */
  readonly commonHeaders: Readonly<Record<string, string>>
  readonly answerHeaders: Readonly<Record<string, string>>
  readonly answerBody: string
  /** Of the whole body in UTF-16 units. */
  readonly answerLength: number
  readonly network: NetworkFault | undefined
  readonly forced: Exchange['forced']
  readonly credential: Credential['kind']
  /** The token that the request was sent with, dead or alive. */
  readonly caller: Token | undefined
  readonly standing: Standing | undefined
  readonly tokenId: string | undefined
  readonly found: Token | undefined
  /** What it has become of the token of the path, when this was its revocation. */
  readonly record: Token | undefined
  readonly reason: string | null
  readonly effect: Effect
  readonly refusal: Refusal | undefined
  /** What failed, so that there was no answer, or none but that. */
  readonly failed: 'mock' | 'store' | undefined
  /** What was switched on at the time. */
  readonly faults: readonly string[]
  readonly readings: Readings
  /** Roughly how much memory it keeps from being freed, in bytes. */
  readonly weight: number
}

/** The most of a body that is kept, in bytes or UTF-16 units. */
export const longestBody = 4096

/** What an entry adds to the exchange and its answer. */
export type Circumstances = Pick<
  Entry,
  'id' | 'at' | 'duration' | 'waited' | 'network' | 'failed' | 'faults' | 'readings' | 'commonHeaders'
>

/** The entry of an exchange. It keeps neither the connection nor the secret apart. */
export function entryOf(exchange: Exchange, answer: Answer, circumstances: Circumstances): Entry {
  const { request, place, payload } = exchange
  const body = textOf(request.body)
  const headerLines = request.headers.join('\n')
  const reason = payload === undefined || isRefusal(payload) ? null : shortened(payload.reason)
  const answerBody = shortened(answer.body)
  return {
    kind: 'journal',
    id: circumstances.id,
    at: circumstances.at,
    duration: circumstances.duration,
    waited: circumstances.waited,
    method: request.method,
    target: request.target,
    headerLines,
    body,
    bodyLength: request.body.length,
    status: answer.status,
    commonHeaders: circumstances.commonHeaders,
    answerHeaders: answer.headers,
    answerBody,
    answerLength: answer.body.length,
    network: circumstances.network,
    forced: exchange.forced,
    credential: exchange.credential?.kind ?? 'none',
    caller: exchange.bearer,
    standing: exchange.standing,
    tokenId: place.kind === 'operation' ? place.tokenId : undefined,
    found: exchange.target,
    record: exchange.record,
    reason,
    effect: exchange.effect,
    refusal: answer.body.length > longestBody ? withoutInput(exchange.refusal) : exchange.refusal,
    failed: circumstances.failed,
    faults: circumstances.faults,
    readings: circumstances.readings,
    weight: 700 + headerLines.length + body.length + answerBody.length + request.target.length + (reason?.length ?? 0),
  }
}

/** The headers of the request, names and values in turn. */
export function headersOf({ headerLines }: Entry): string[] {
  return headerLines === '' ? [] : headerLines.split('\n')
}

/** The body of the request, or the beginning of it. */
export function bodyOf({ body }: Entry): Uint8Array {
  return Uint8Array.from(body, (character) => character.charCodeAt(0))
}

function textOf(body: Uint8Array): string {
  return body.length === 0 ? '' : String.fromCharCode.apply(null, body.subarray(0, longestBody) as unknown as number[])
}

/** The beginning of a long text, on its own: a slice would keep all of it in memory. */
function shortened<Text extends string | null>(text: Text): Text {
  if (text === null || text.length <= longestBody) return text
  return JSON.parse(JSON.stringify(text.slice(0, longestBody))) as Text
}

/** A 422 repeats what was sent, however long that is. */
function withoutInput(refusal: Refusal | undefined): Refusal | undefined {
  if (refusal === undefined || !Array.isArray(refusal.detail)) return refusal
  return { ...refusal, detail: (refusal.detail as readonly Part[]).slice(0, 10).map(({ type, loc, msg }) => ({ type, loc, msg })) }
}
