import type { Effect, NetworkFault } from '../control/generated/types.ts'
import type { Standing } from '../model/revocation.ts'
import type { Token } from '../model/token.ts'
import type { Answer } from '../pipeline/answer.ts'
import type { Credential } from '../pipeline/credential.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import type { Refusal, Entry as Part } from '../pipeline/refusal.ts'
import { isRefusal } from '../pipeline/refusal.ts'
import type { Readings } from '../readings/readings.ts'

/**
 * One request and its answer, as a journal keeps it: references to what is there anyway, and nothing worked out. Whoever reads
 * it pays for the words (describe.ts).
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
  readonly headers: readonly string[]
  readonly body: Uint8Array
  /** Of the whole body in bytes; more than `body` has when that was cut. */
  readonly bodyLength: number
  readonly status: number
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

/** What an entry adds to the exchange itself. */
export type Circumstances = Pick<Entry, 'id' | 'at' | 'duration' | 'waited' | 'network' | 'failed' | 'faults' | 'readings'>

/** The entry of an exchange. It keeps neither the connection nor the secret apart. */
export function entryOf(exchange: Exchange, answer: Answer, circumstances: Circumstances): Entry {
  const { request, place, payload } = exchange
  const { body } = request
  const reason = payload === undefined || isRefusal(payload) ? null : payload.reason
  return {
    kind: 'journal',
    ...circumstances,
    method: request.method,
    target: request.target,
    headers: request.headers,
    body: body.length > longestBody ? body.slice(0, longestBody) : body,
    bodyLength: body.length,
    status: answer.status,
    answerHeaders: answer.headers,
    answerBody: answer.body.length > longestBody ? copyOf(answer.body) : answer.body,
    answerLength: answer.body.length,
    forced: exchange.forced,
    credential: exchange.credential?.kind ?? 'none',
    caller: exchange.bearer,
    standing: exchange.standing,
    tokenId: place.kind === 'operation' ? place.tokenId : undefined,
    found: exchange.target,
    record: exchange.record,
    reason: reason !== null && reason.length > longestBody ? copyOf(reason) : reason,
    effect: exchange.effect,
    refusal: answer.body.length > longestBody ? withoutInput(exchange.refusal) : exchange.refusal,
    weight: weightOf(request, answer, reason),
  }
}

/** The beginning of a text, on its own: a slice would keep all of it in memory. */
function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text.slice(0, longestBody))) as string
}

/** A 422 repeats what was sent, however long that is. */
function withoutInput(refusal: Refusal | undefined): Refusal | undefined {
  if (refusal === undefined || !Array.isArray(refusal.detail)) return refusal
  return { ...refusal, detail: (refusal.detail as readonly Part[]).slice(0, 10).map(({ type, loc, msg }) => ({ type, loc, msg })) }
}

function weightOf(request: Incoming, answer: Answer, reason: string | null): number {
  const kept =
    Math.min(request.body.length, longestBody) + Math.min(answer.body.length, longestBody) + Math.min(reason?.length ?? 0, longestBody)
  let weight = 500 + kept + request.target.length
  for (const text of request.headers) weight += text.length + 16
  return weight
}
