import type { Door } from '../history/events.ts'
import { AnswerError } from './answer-error.ts'
import { Attempt } from './attempt.ts'
import type { Connection } from './connection.ts'
import { Http2Connection } from './http2-connection.ts'
import { KeptConnection } from './kept-connection.ts'
import type { LaneContext, LaneOptions } from './lane-options.ts'
import { defaultLimits } from './limits.ts'
import { exchangeRaw } from './raw-exchange.ts'
import { isOrdinary } from './ordinary-request.ts'
import { afterOwnTime } from './own-time.ts'
import type { Lane, WireOutcome, WireRequest } from './wire.ts'

/**
 * Opens a lane to a door. Nothing is connected before the first request.
 *
 * Of the door's URL only the origin counts: a request names its whole target, path prefix included.
 *
 * @throws TypeError when the door's or the proxy's URL is none.
 */
export function createLane(door: Door, options: LaneOptions): Lane {
  return new DoorLane(door, options)
}

class DoorLane implements Lane {
  readonly door: Door
  readonly #context: LaneContext
  readonly #headers: LaneOptions['headers']
  #http2: Http2Connection | undefined
  #kept: KeptConnection | undefined
  #attempt: Attempt | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #isClosed = false

  constructor(door: Door, options: LaneOptions) {
    this.door = door
    this.#headers = options.headers
    this.#context = contextOf(door, options)
  }

  get allowsHttp2(): boolean {
    return this.#context.allowH2
  }

  async send(request: WireRequest): Promise<WireOutcome> {
    const turn = this.#turn.then(() => this.#exchange(request))
    this.#turn = turn
    return turn
  }

  async reset(): Promise<void> {
    this.#attempt?.fails(interrupted())
    await this.#closeKept()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.reset()
    // Those of before, too, which the other side was to close.
    for (const connection of this.#context.open) connection.close()
    await Promise.all([...this.#context.open].map((connection) => connection.closed))
  }

  async #exchange(request: WireRequest): Promise<WireOutcome> {
    const attempt = new Attempt(this.#context.clock, this.#context.limits)
    this.#attempt = attempt
    if (this.#isClosed) attempt.fails(interrupted())
    attempt.whenOver(afterOwnTime(request.timeout, this.#context.clock, () => attempt.expires(request.timeout)))
    if (request.abortAfter !== undefined) abandonAfter(request.abortAfter, attempt)
    return this.#carry(this.#completed(request), attempt)
  }

  /** On the kept connection where it can be said there, else on a connection of its own. */
  async #carry(request: WireRequest, attempt: Attempt): Promise<WireOutcome> {
    const isCarried = isOrdinary(request, this.#context.allowH2) && (await this.#carryKept(request, attempt))
    if (!isCarried && !attempt.isOver) await exchangeRaw(request, attempt, this.#context)
    const outcome = await attempt.outcome
    if (isCarried && outcome.failure !== null) await this.#closeKept()
    return outcome
  }

  /** `false`: neither undici nor HTTP/2 will send it. */
  async #carryKept(request: WireRequest, attempt: Attempt): Promise<boolean> {
    if (attempt.isOver) return false
    if (this.#kept === undefined && this.#context.allowH2) {
      this.#http2 ??= new Http2Connection(this.#context)
      const sent = await this.#http2.exchange(request, attempt)
      if (sent === 'sent' || sent === 'refused') return sent === 'sent'
      // The door speaks HTTP/1.1; as long as this connection lives, it is not asked again.
      this.#kept = new KeptConnection(this.#context, sent)
    }
    this.#kept ??= new KeptConnection(this.#context)
    return this.#kept.exchange(request, attempt)
  }

  async #closeKept(): Promise<void> {
    const kept = this.#kept
    this.#kept = undefined
    this.#http2?.close()
    await kept?.close()
  }

  /** The request with the fields that every request gets. */
  #completed(request: WireRequest): WireRequest {
    if (this.#headers === undefined || this.#headers.length === 0) return request
    const present = new Set(request.headers.map(([name]) => name.toLowerCase()))
    const added = this.#headers.filter(([name]) => !present.has(name.toLowerCase()))
    return { ...request, headers: [...request.headers, ...added] }
  }
}

function contextOf(door: Door, options: LaneOptions): LaneContext {
  const { clock, connectionNumber, onConnection = () => {}, address, proxy, ca, cert, key, verify, allowH2 = false } = options
  const { maxBody, maxRead, maxHeaders } = { ...defaultLimits, ...options }
  return {
    door: door.name,
    clock,
    connectionNumber,
    onConnection,
    open: new Set(),
    allowH2,
    limits: { maxBody, maxRead, maxHeaders },
    route: {
      url: new URL(door.url),
      ...(address !== undefined && { address }),
      ...(proxy !== undefined && { proxy: new URL(proxy) }),
      tls: {
        ...(ca !== undefined && { ca }),
        ...(cert !== undefined && { cert }),
        ...(key !== undefined && { key }),
        ...(verify !== undefined && { verify }),
      },
    },
  }
}

/** Drops the connection some time after the last byte of the request went to the operating system. */
function abandonAfter(delay: number, attempt: Attempt): void {
  const whenWritten = (carrier: Connection): void => {
    if (attempt.isOver) return
    const abandon = (): void => attempt.fails(new AnswerError('aborted', `We dropped the connection ${delay} ms after sending.`))
    // No timer for 0: no answer can have been read in this turn of the loop.
    if (delay === 0 && carrier.socket.writableLength === 0) return abandon()
    const timer = carrier.socket.writableLength > 0 ? setTimeout(whenWritten, 1, carrier) : setTimeout(abandon, delay)
    attempt.whenOver(() => clearTimeout(timer))
  }
  // Everything is written in the turn in which the attempt begins, chunks in the microtasks after it.
  attempt.whenBegun((carrier) => void setImmediate(() => whenWritten(carrier)))
}

function interrupted(): AnswerError {
  return new AnswerError('interrupted', 'The run was ended.')
}
