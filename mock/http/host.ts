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
import { settleShapes } from './settle-shapes.ts'
import { spoil } from './spoil.ts'
import { together } from './together.ts'
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
  settleShapes()
  const server = createServer({ ...defaults, connectionsCheckingInterval: Math.min(1000, limits.headersTimeout / 2), ...limits })
  // Node would drop what comes after 2000 headers; their size is limited anyway, and a second Authorization must be seen.
  server.maxHeadersCount = 0
  // Who has closed only their own side still gets the answers to what they asked.
  Object.assign(server, { httpAllowHalfOpen: true })
  const connections = connectionsOf(server, connectionLimits)
  // Requests that arrive in one turn of the event loop are answered together, and answers that are ready together are sent together.
  const answerSoon = together(setImmediate, answer)
  const sendSoon = together((batch) => process.nextTick(batch), deliver)

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
    const objection = objectionTo(request)
    if (objection !== undefined) return send(response, refused(request, ...objection))
    readBody(request, (body) => {
      if (body === 'too large') send(response, refused(request, ...tooLarge))
      else answerSoon({ request, response, connection, body })
    })
  }

  function answer({ request, response, connection, body }: Arrival): void {
    const { method = '', url: target = '', rawHeaders: headers } = request
    try {
      const given = handler({ method, target, headers, body, connection })
      if (given instanceof Promise) given.then((answered) => sendSoon({ response, answer: answered }), crashed)
      else sendSoon({ response, answer: given })
    } catch (error) {
      crashed(error)
    }

    function crashed(error: unknown): void {
      onCrash(error)
      sendSoon({ response, answer: wireError(500, failed) })
    }
  }

  function deliver({ response, answer: given }: { response: ServerResponse; answer: Answer }): void {
    try {
      send(response, given)
    } catch (error) {
      onCrash(error)
      if (!response.headersSent) send(response, wireError(500, failed))
    }
  }

  /** Refuses a request whose body is not read to its end. */
  function refused({ socket }: IncomingMessage, status: number, detail: string): Answer {
    socket.destroySoon = () => {
      socket.end()
      linger(socket)
    }
    return wireError(status, detail)
  }

  function send(response: ServerResponse, given: Answer): void {
    const { status, body, network, stream } = given
    if (network !== undefined) return lose(response, given, network)
    const headers: Record<string, string> = { ...given.headers }
    if (status !== 204 && status !== 304 && stream === undefined) headers['content-length'] = String(Buffer.byteLength(body))
    if (connections.isLast(response) || asksForUpgrade(response)) headers['connection'] = 'close'
    response.sendDate = false
    response.writeHead(status, headers)
    if (given.isRepeated === true) response.once('finish', () => response.req.socket.write(rawAnswer(given)))
    if (stream === undefined || response.req.method === 'HEAD') response.end(body)
    else pour(stream, response).catch(onCrash)
  }

  function lose(response: ServerResponse, lost: Answer, network: NetworkFault): void {
    spoil(response, lost, network)
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

/** A request that has come in whole. */
interface Arrival {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly connection: Connection
  readonly body: Uint8Array
}

const failed = 'The mock failed; its log says why'

/** Why a request is not read any further: a status and a sentence. */
function objectionTo(request: IncomingMessage): readonly [number, string] | undefined {
  const hosts = valuesOf({ headers: request.rawHeaders }, 'host').length
  if (hosts > 1 || (hosts === 0 && request.httpVersion === '1.1')) return [400, 'A request has one Host header']
  return isTooLarge(request) ? tooLarge : undefined
}

/** Node drops what came behind such a request in the same packet, although it is not granted. */
function asksForUpgrade({ req }: ServerResponse): boolean {
  return req.headers.upgrade !== undefined
}

function isTooLarge(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > largestBody
}
