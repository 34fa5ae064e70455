import { Client } from 'undici'
import type { Dispatcher, buildConnector } from 'undici'
import { answerErrorOf } from './answer-error.ts'
import type { Stage } from './answer-error.ts'
import type { Attempt } from './attempt.ts'
import { Connection } from './connection.ts'
import { dial } from './dial.ts'
import { HeadWatch } from './head-watch.ts'
import type { OtherwiseOpened } from './http2-connection.ts'
import { IncomingResponse, fieldsOf } from './incoming-response.ts'
import type { LaneContext } from './lane-options.ts'
import type { WireRequest } from './wire.ts'

/** Longest time that an idle connection is kept, in ms, unless the other side asks for less. */
const longestIdle = 3_600_000

/** One HTTP/1.1 connection that undici keeps alive, and opens anew when the other side has closed it. */
export class KeptConnection {
  readonly #context: LaneContext
  readonly #client: Client
  readonly #given = new AbortController()
  #connection: Connection | undefined
  #attempt: Attempt | undefined
  #watch = new HeadWatch()
  #opened: OtherwiseOpened | undefined
  #isDialing = false
  #isClosed = false

  /** `opened`: a line that is open already, to begin with. */
  constructor(context: LaneContext, opened?: OtherwiseOpened) {
    this.#context = context
    this.#opened = opened
    this.#client = new Client(context.route.url.origin, {
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: context.limits.maxHeaders,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: longestIdle,
      keepAliveMaxTimeout: longestIdle,
      // A connection about to be closed by the other side is closed half a second earlier by us.
      keepAliveTimeoutThreshold: 500,
      connect: (_, callback) => void this.#connect(callback),
    })
  }

  /** Sends a request. `false`: undici will not send it, nothing has happened. */
  exchange(request: WireRequest, attempt: Attempt): boolean {
    this.#attempt = attempt
    const handler = this.#handlerFor(attempt)
    try {
      this.#client.dispatch(this.#dispatchOf(request), handler)
    } catch (cause) {
      attempt.fails(answerErrorOf(cause, 'open'))
    }
    return !handler.isRefused
  }

  /** Ends the connection, and whatever is on its way. */
  async close(): Promise<void> {
    this.#isClosed = true
    // Only where somebody listens: each signal is an error with a stack trace.
    if (this.#isDialing) this.#given.abort()
    this.#opened?.line.socket.destroy()
    this.#connection?.close()
    await this.#client.destroy()
  }

  #dispatchOf({ method, target, headers, body, framing }: WireRequest): Dispatcher.DispatchOptions {
    const options: Dispatcher.DispatchOptions & { servername: string } = {
      method,
      path: target,
      headers: headers.filter(([name]) => name.toLowerCase() !== 'content-length').flat(),
      // Not taken from the Host field of each request: undici would open a new connection for another name.
      servername: this.#context.route.url.hostname,
    }
    if (body === undefined || body.length === 0) return options
    // undici sends what it must iterate over in chunks.
    return { ...options, body: framing === 'chunked' ? ([body] as unknown as string) : Buffer.from(body) }
  }

  #handlerFor(attempt: Attempt): Dispatcher.DispatchHandler & { readonly isRefused: boolean } {
    const incoming = new IncomingResponse(this.#context.limits)
    let isRefused = false
    return {
      get isRefused() {
        return isRefused
      },
      onRequestStart: () => this.#begin(attempt),
      onResponseStart: ({ rawHeaders }, status) => {
        if (status < 200) return
        guarded(attempt, () => incoming.head({ status, httpVersion: this.#watch.version, headers: fieldsOf(rawHeaders as Buffer[]) }))
        // undici would wait for the length that such a head may announce, and call the answer broken when it does not come.
        if (status === 204 || status === 304) attempt.completes(incoming)
      },
      onResponseData: (_, chunk) => guarded(attempt, () => incoming.data(chunk)),
      onResponseEnd: () => attempt.completes(incoming),
      onResponseError: (_, error) => {
        isRefused = !attempt.hasBegun && isRefusal(error)
        if (!isRefused) attempt.fails(answerErrorOf(error, this.#stageOf(attempt)))
      },
    }
  }

  #stageOf(attempt: Attempt): Stage {
    if (!attempt.hasBegun) return 'connecting'
    return this.#connection?.hasEnded === true ? 'ended' : 'open'
  }

  #begin(attempt: Attempt): void {
    this.#watch = new HeadWatch()
    if (this.#connection !== undefined) attempt.begins(this.#connection)
  }

  async #connect(callback: buildConnector.Callback): Promise<void> {
    let opened: OtherwiseOpened
    try {
      opened = await this.#line()
    } catch (cause) {
      // Never with a code of undici's own: those it would take for a reason to try again.
      const error = answerErrorOf(cause, 'connecting')
      this.#attempt?.fails(error)
      callback(error, null)
      return
    }
    this.#connection = new Connection(opened.number, opened.line, this.#context)
    this.#overlook(this.#connection)
    callback(null, opened.line.socket)
  }

  async #line(): Promise<OtherwiseOpened> {
    const opened = this.#opened
    this.#opened = undefined
    if (opened !== undefined) return opened
    const number = this.#context.connectionNumber()
    this.#attempt?.opens(number)
    this.#isDialing = true
    if (this.#isClosed) this.#given.abort()
    try {
      return { number, line: await dial(this.#context.route, ['http/1.1'], this.#given.signal) }
    } finally {
      this.#isDialing = false
    }
  }

  /** Sees every byte before undici does: how many came, whether they were asked for, which version they speak. */
  #overlook(connection: Connection): void {
    const { socket } = connection
    const read = socket.read.bind(socket)
    socket.read = (size?: number): unknown => {
      const chunk = read(size) as Buffer | null
      if (chunk === null) return null
      if (!this.#isAwaiting) {
        connection.foul()
        return null
      }
      this.#watch.see(chunk)
      this.#attempt?.reads(chunk.length)
      return chunk
    }
    // What follows an answer in the same chunk is seen by undici only, which then ends the connection with an error.
    socket.on('error', (error) => {
      if (!this.#isAwaiting && isAnswerTooMany(error)) connection.foul()
    })
  }

  /** Whether a request is on its way to an answer. */
  get #isAwaiting(): boolean {
    return this.#attempt !== undefined && this.#attempt.hasBegun && !this.#attempt.isOver
  }
}

/** undici's word for a request that it takes for invalid. */
function isRefusal(error: Error): boolean {
  return 'code' in error && (error.code === 'UND_ERR_INVALID_ARG' || error.code === 'UND_ERR_NOT_SUPPORTED')
}

/** undici's words for bytes that follow an answer: they are no HTTP, or they are one more answer. */
function isAnswerTooMany(error: Error): boolean {
  return error.name === 'HTTPParserError' || error.message === 'bad response'
}

function guarded(attempt: Attempt, take: () => void): void {
  try {
    if (!attempt.isOver) take()
  } catch (cause) {
    attempt.fails(answerErrorOf(cause, 'open'))
  }
}
