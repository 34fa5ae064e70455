import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { WireOutcome, WireRequest, WireResponse } from '../client/wire.ts'
import type {
  Exchange,
  Header,
  HeaderFields,
  HistoryEvent,
  RecordedBody,
  RecordedRequest,
  RecordedResponse,
  TokenRecord,
} from './events.ts'
import { History } from './history.ts'
import { Issues } from './issues.ts'
import type { Masker } from './mask.ts'
import { plain } from './mask.ts'

/** Who sent an exchange, and why. */
export interface Sender {
  readonly scenario: string
  readonly case: string
  readonly door: string
}

/** How much of a request body is kept; what a judge needs of a larger one is its length and digest. */
const keptOfRequest = 1_100_000

/** How much of every response body is kept, in bytes, whatever came before it. */
const keptOfEach = 4_096

/** How much is kept of all response bodies together, in bytes, beyond that: no target fills the memory, however long a run. */
const keptOfAll = 2 ** 26

/** The only way into a history: masks what is recorded, before anybody else sees it. */
export class Recorder {
  readonly #masker: Masker
  readonly #events: HistoryEvent[] = []
  readonly #listener: (event: HistoryEvent) => void
  #exchanges = 0
  /** Those so far. */
  #issues: Issues | undefined
  #room = keptOfAll
  #hasTold = false

  constructor(masker: Masker, header: Header, listener: (event: HistoryEvent) => void = () => {}) {
    this.#masker = masker
    this.#listener = listener
    this.#add(header)
  }

  get requests(): number {
    return this.#exchanges
  }

  get events(): readonly HistoryEvent[] {
    return this.#events
  }

  /** Everything so far. */
  history(): History {
    this.#issues ??= new Issues(this.#events.filter((event) => event.kind === 'issued'))
    return new History(this.#events, this.#issues)
  }

  event(event: Exclude<HistoryEvent, Header | Exchange>): void {
    this.#add(this.#masked(event))
  }

  /** Takes over an exchange of an earlier run, masked when it was recorded; it gets a number of this run. */
  recall(exchange: Exchange): void {
    this.#exchanges += 1
    this.#add({ ...exchange, id: this.#exchanges })
  }

  /** Records one attempt on the wire and gives it as it will be judged. */
  exchange(sender: Sender, request: WireRequest, outcome: WireOutcome): Exchange {
    this.#exchanges += 1
    const exchange: Exchange = {
      kind: 'exchange',
      id: this.#exchanges,
      ...sender,
      connection: outcome.connection,
      reused: outcome.reused,
      begin: outcome.begin,
      end: outcome.end,
      request: this.#request(request),
      response: outcome.response === null ? null : this.#response(outcome.response),
      failure: outcome.failure === null ? null : { ...outcome.failure, message: this.#masker.maskText(outcome.failure.message) },
    }
    this.#add(exchange)
    this.#tellOfLittleRoom(outcome)
    return exchange
  }

  #add(event: HistoryEvent): void {
    this.#events.push(event)
    if (event.kind === 'issued') this.#issues = undefined
    this.#listener(event)
  }

  /** Once: what is cut is not judged, and whoever reads a verdict has to know it. */
  #tellOfLittleRoom({ end, begin }: WireOutcome): void {
    if (this.#room > 0 || this.#hasTold) return
    this.#hasTold = true
    const message = `The target sent bodies of more than ${keptOfAll} bytes in all: of every later one only ${keptOfEach} bytes are kept, and what is cut is not judged.`
    this.event({ kind: 'notice', message, at: end ?? begin })
  }

  #masked<Event extends Exclude<HistoryEvent, Header | Exchange>>(event: Event): Event {
    if (event.kind === 'issued') return { ...event, token: this.#token(event.token) }
    if (event.kind === 'notice') return { ...event, message: this.#prose(event.message) }
    if ('reason' in event && event.reason !== undefined) return { ...event, reason: this.#prose(event.reason) }
    return event
  }

  /** What a provisioner or the system says may quote a secret. */
  #prose(text: string): string {
    return plain(this.#masker.maskText(text))
  }

  /** A careless provisioner may put a secret into a name. */
  #token({ kind, ...facts }: TokenRecord): TokenRecord {
    const masked = Object.entries(facts).map(([fact, text]) => [fact, this.#prose(text)] as const)
    return { kind, ...(Object.fromEntries(masked) as typeof facts) }
  }

  #request({ method, target, headers, body, length, framing, raw, shape }: WireRequest): RecordedRequest {
    return {
      method: this.#masker.maskText(method),
      target: this.#masker.maskText(target),
      headers: this.#headers(headers),
      body: body === undefined ? null : this.#body(body, length ?? body.length, keptOfRequest),
      framing: raw === undefined ? (framing ?? (body === undefined ? 'none' : 'length')) : 'raw',
      ...(raw === undefined ? {} : { raw: this.#body(raw, raw.length, keptOfRequest) }),
      ...(shape === undefined ? {} : { shape }),
    }
  }

  #response({ status, httpVersion, headers, body, length, sha256 }: WireResponse): RecordedResponse {
    const recorded = this.#body(body, length, keptOfEach + this.#room)
    this.#room = Math.max(0, this.#room - Math.max(0, body.length - keptOfEach))
    return {
      status,
      httpVersion,
      headers: this.#headers(headers),
      body: sha256 === undefined ? recorded : { ...recorded, sha256, capped: true },
    }
  }

  #headers(headers: HeaderFields): HeaderFields {
    return headers.map(([name, value]) => [this.#masker.maskText(name), this.#masker.maskText(fromBytes(value))] as const)
  }

  #body(bytes: Uint8Array, length: number, kept: number): RecordedBody {
    const capped = bytes.length > kept
    const masked = this.#masker.mask(capped ? bytes.subarray(0, kept) : bytes, { truncated: capped || bytes.length < length })
    const text = asUtf8(masked)
    return {
      ...(text === undefined ? { base64: Buffer.from(masked).toString('base64') } : { text }),
      length,
      ...(capped ? { sha256: createHash('sha256').update(bytes).digest('hex') } : {}),
      ...(capped || bytes.length < length ? { capped: true as const } : {}),
    }
  }
}

function asUtf8(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : undefined
}

/** A header value of bytes-as-chars as text, where its bytes are UTF-8. */
function fromBytes(value: string): string {
  return /[\x80-\xff]/.test(value) ? (asUtf8(Buffer.from(value, 'latin1')) ?? value) : value
}
