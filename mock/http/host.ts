import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import type { Answer } from '../pipeline/answer.ts'
import { errorAnswer } from '../pipeline/answer.ts'
import type { Connection, Incoming } from '../pipeline/incoming.ts'
import { readBody } from './body-reader.ts'

/** Answers one complete request. */
export type Handler = (request: Incoming) => Answer | Promise<Answer>

export interface HostOptions {
  readonly handler: Handler
  /** Milliseconds since 1970, for the `Date` header. */
  readonly clock: () => number
  /** Called with what went wrong when a handler failed; the client gets a 500. */
  readonly onCrash: (error: unknown) => void
}

/** An HTTP/1.1 server that hands requests over complete and as they were sent. Not yet listening. */
export function hostOf({ handler, clock, onCrash }: HostOptions): Server {
  const connections = new WeakMap<Socket, Connection>()
  let opened = 0
  const server = createServer({ keepAliveTimeout: 30_000, requireHostHeader: false })

  server.on('connection', (socket: Socket) => {
    connections.set(socket, { number: opened })
    opened += 1
  })
  server.on('request', (request, response) => void serve(request, response))
  return server

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.sendDate = false
    try {
      const body = await readBody(request)
      if (body === 'aborted') return
      if (body === 'too large') return send(response, { ...errorAnswer(413, 'Request body is larger than 1 MiB', { connection: 'close' }) })
      send(
        response,
        await handler({
          method: request.method ?? 'GET',
          target: request.url ?? '/',
          headers: request.rawHeaders,
          body,
          connection: connections.get(request.socket) ?? { number: 0 },
        }),
      )
    } catch (error) {
      onCrash(error)
      if (!response.headersSent) send(response, errorAnswer(500, 'The mock failed; its log says why.'))
    }
  }

  function send(response: ServerResponse, { status, headers, body }: Answer): void {
    const length = Buffer.byteLength(body)
    const framing: Record<string, string | number> = status === 204 || status === 304 ? {} : { 'content-length': length }
    response.writeHead(status, { date: new Date(clock()).toUTCString(), ...headers, ...framing })
    response.end(body)
  }
}
