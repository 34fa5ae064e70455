import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import type { NetworkFault } from '../control/generated/types.ts'
import type { Answer } from '../pipeline/answer.ts'
import type { Connection } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import { readBody } from './body-reader.ts'
import type { ConnectionLimits } from './connections.ts'
import { connectionsOf, linger } from './connections.ts'
import type { Handler } from './handler.ts'
import { parserError, rawAnswer } from './parser-error.ts'
import { pour } from './pour.ts'
import { spoil } from './spoil.ts'
import type { WireError } from './wire-error.ts'
import { largestBody, tooLarge } from './wire-error.ts'

export interface HostOptions {
  readonly handler: Handler
  readonly wireError: WireError
  /** Called with what went wrong when a handler failed; the client gets a 500. */
  readonly onCrash: (error: unknown) => void
  readonly connections: ConnectionLimits
  /** Limits of Node's own; times in milliseconds. */
  readonly limits: ServerOptions & { readonly headersTimeout: number; readonly requestTimeout: number }
}

/** An HTTP/1.1 server that hands requests over complete and as they were sent, and survives whatever bytes arrive. */
export interface Host {
  readonly server: Server
  /** Stops listening, lets requests in flight end, and cuts off what has not ended after `patience` milliseconds. */
  close(patience: number): Promise<void>
}

/** A host, not yet listening. */
export function hostOf({ handler, wireError, onCrash, connections: connectionLimits, limits }: HostOptions): Host {
  const server = createServer({ ...defaults, connectionsCheckingInterval: Math.min(1000, limits.headersTimeout / 2), ...limits })
  // Node would drop what comes after 2000 headers; their size is limited anyway, and a second Authorization must be seen.
  server.maxHeadersCount = 0
  // Who has closed only their own side still gets the answers to what they asked.
  Object.assign(server, { httpAllowHalfOpen: true })
  const connections = connectionsOf(server, connectionLimits)

  server.on('request', serve)
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!isTooLarge(request)) response.writeContinue()
    serve(request, response)
  })
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    connections.expects(request.socket, response)
    send(response, wireError(417, 'Expectation Failed'))
  })
  server.on('connect', (_: IncomingMessage, socket: Socket) => farewell(socket, 405, 'Method Not Allowed'))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const found = parserError(error)
    // Who has never said anything gets no answer either: a connection opened ahead of need is no request.
    if (found === undefined || socket.bytesRead === 0) socket.destroy()
    else farewell(socket, ...found)
  })
  return { server, close: (patience) => connections.close(patience) }

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const connection = connections.expects(request.socket, response)
    answerTo(request, connection)
      .then((answer) => (answer === undefined ? undefined : send(response, answer)))
      .catch((error: unknown) => {
        onCrash(error)
        if (!response.headersSent) send(response, wireError(500, 'The mock failed; its log says why'))
      })
  }

  /** `undefined` when the client has gone before its request was complete. */
  async function answerTo(request: IncomingMessage, connection: Connection): Promise<Answer | undefined> {
    const incoming = { method: request.method ?? '', target: request.url ?? '', headers: request.rawHeaders, connection }
    const hosts = valuesOf(incoming, 'host').length
    if (hosts > 1 || (hosts === 0 && request.httpVersion === '1.1')) return refused(request, 400, 'A request has one Host header')
    if (isTooLarge(request)) return refused(request, ...tooLarge)
    const body = await readBody(request)
    if (body === 'too large') return refused(request, ...tooLarge)
    return body === 'aborted' ? undefined : handler({ ...incoming, body })
  }

  /** Refuses a request whose body is not read to its end. */
  function refused({ socket }: IncomingMessage, status: number, detail: string): Answer {
    socket.destroySoon = () => {
      socket.end()
      linger(socket)
    }
    return wireError(status, detail)
  }

  function send(response: ServerResponse, answer: Answer): void {
    const { status, body, network, stream } = answer
    if (network !== undefined) return lose(response, answer, network)
    const isFramed = status !== 204 && status !== 304 && stream === undefined
    response.sendDate = false
    response.writeHead(status, {
      ...answer.headers,
      ...(isFramed ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
      ...(connections.isLast(response) ? { connection: 'close' } : {}),
    })
    if (stream === undefined || response.req.method === 'HEAD') response.end(body)
    else pour(stream, response).catch(onCrash)
  }

  function lose(response: ServerResponse, answer: Answer, network: NetworkFault): void {
    spoil(response, answer, network)
    connections.forsake(response.req.socket, response)
  }

  function farewell(socket: Socket, status: number, detail: string): void {
    connections.endWith(socket, rawAnswer(wireError(status, detail)))
  }
}

const defaults: ServerOptions = {
  keepAliveTimeout: 30_000,
  // A missing Host is refused here, in the contract's shape.
  requireHostHeader: false,
}

function isTooLarge(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > largestBody
}
