import { connect } from 'node:http2'
import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http2'
import { AnswerError, answerErrorOf } from './answer-error.ts'
import type { Attempt } from './attempt.ts'
import { Connection } from './connection.ts'
import { dial } from './dial.ts'
import type { Line } from './dial.ts'
import { IncomingResponse, fieldsOf } from './incoming-response.ts'
import type { LaneContext } from './lane-options.ts'
import { framingOf } from './request-bytes.ts'
import type { WireRequest } from './wire.ts'

/** An open line to a door that turned out to speak HTTP/1.1 only. */
export interface OtherwiseOpened {
  readonly number: number
  readonly line: Line
}

/**
 * One HTTP/2 connection, opened anew when it has closed. On `node:http2` and not on undici, whose HTTP/2 (7.30) throws
 * beyond the reach of any handler when a socket closes before its session.
 */
export class Http2Connection {
  readonly #context: LaneContext
  #session: ClientHttp2Session | undefined
  #connection: Connection | undefined

  constructor(context: LaneContext) {
    this.#context = context
  }

  /**
   * Sends a request. `refused`: HTTP/2 cannot say it, nothing was sent. An open line: the door did not choose HTTP/2,
   * nothing was sent either.
   */
  async exchange(request: WireRequest, attempt: Attempt): Promise<'sent' | 'refused' | OtherwiseOpened> {
    try {
      const otherwise = await this.#open(attempt)
      if (otherwise !== undefined) return otherwise
    } catch (cause) {
      attempt.fails(answerErrorOf(cause, 'connecting'))
    }
    return attempt.isOver || this.#request(request, attempt) ? 'sent' : 'refused'
  }

  close(): void {
    this.#session?.destroy()
    this.#connection?.close()
  }

  async #open(attempt: Attempt): Promise<OtherwiseOpened | undefined> {
    if (this.#session !== undefined && !this.#session.closed && !this.#session.destroyed) return undefined
    const number = this.#context.connectionNumber()
    attempt.opens(number)
    const given = new AbortController()
    attempt.whenOver(() => given.abort())
    const line = await dial(this.#context.route, ['h2', 'http/1.1'], given.signal)
    if (attempt.isOver) return void line.socket.destroy()
    if (line.protocol !== 'h2') return { number, line }
    this.#connection = new Connection(number, line, this.#context)
    this.#session = connect(this.#context.route.url, {
      createConnection: () => line.socket,
      maxHeaderListPairs: 2_000,
      settings: { enablePush: false, maxHeaderListSize: this.#context.limits.maxHeaders },
    })
    // What goes wrong with the session shows on its stream as well.
    this.#session.on('error', () => {})
    return undefined
  }

  /** `false` for a request that `node:http2` takes for invalid. */
  #request(request: WireRequest, attempt: Attempt): boolean {
    const [session, connection] = [this.#session, this.#connection]
    if (session === undefined || connection === undefined) return false
    const stream = streamFor(session, request, this.#context.route.url)
    if (stream === undefined) return false
    // Nothing is written in the turn in which a stream is made.
    attempt.begins(connection)
    const incoming = new IncomingResponse(this.#context.limits)
    const take = (step: () => void): void => {
      try {
        if (!attempt.isOver) step()
      } catch (cause) {
        attempt.fails(answerErrorOf(cause, 'open'))
      }
    }
    let hasHead = false
    stream.on(
      'response',
      (headers: IncomingHttpHeaders, _flags: number, alternating: string[] = Object.entries(headers).flat() as string[]) => {
        hasHead = true
        const fields = fieldsOf(alternating).filter(([name]) => !name.startsWith(':'))
        take(() => incoming.head({ status: Number(headers[':status']), httpVersion: '2', headers: fields }))
      },
    )
    stream.on('data', (chunk: Buffer) => {
      attempt.reads(chunk.length)
      take(() => incoming.data(chunk))
    })
    stream.on('end', () => {
      if (hasHead && stream.rstCode === 0) attempt.completes(incoming)
    })
    stream.on('error', (cause) => attempt.fails(answerErrorOf(cause, 'open')))
    stream.on('close', () => attempt.fails(endedEarly(stream.rstCode)))
    if (request.body !== undefined) stream.end(request.body)
    return true
  }
}

function streamFor(session: ClientHttp2Session, request: WireRequest, url: URL): ClientHttp2Stream | undefined {
  try {
    return session.request(headersOf(request, url), { endStream: request.body === undefined })
  } catch {
    return undefined
  }
}

function headersOf(request: WireRequest, url: URL): OutgoingHttpHeaders {
  const host = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? url.host
  const framing = framingOf(request).filter(([name]) => name === 'Content-Length')
  const fields = [...framing, ...request.headers].map(([name, value]) => [name.toLowerCase(), value] as const)
  return {
    ':method': request.method,
    ':scheme': url.protocol.slice(0, -1),
    ':authority': host,
    ':path': request.target,
    ...Object.fromEntries(fields.filter(([name]) => name !== 'host')),
  }
}

/** A stream that closed without error and without an end. */
function endedEarly(code: number | undefined): AnswerError {
  if (code === undefined || code === 0)
    return new AnswerError('closed', 'The other side closed the connection before the answer was whole.')
  return new AnswerError('reset', `The other side reset the stream (HTTP/2 error code ${code}).`)
}
