import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { UsageError } from '../errors.ts'
import type { ForwarderOptions } from './forward.ts'
import { Forwarder, ownAnswer } from './forward.ts'

export interface ProxyServer {
  readonly url: string
  /** Takes no more connections, lets what is under way end for two seconds at most, and closes the rest. */
  close(): Promise<void>
}

/** Longest wait, in ms, for exchanges under way when the proxy is closed. */
const patience = 2000

/** @throws UsageError when it may not listen there. */
export async function startProxyServer(port: number, host: string, options: ForwarderOptions): Promise<ProxyServer> {
  const forwarder = new Forwarder(options)
  const server = createServer((request, response) => forwarder.forward(request, response))
  server.on('checkContinue', (request, response) => forwarder.forward(request, response))
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end(`HTTP/1.1 400 Bad Request\r\n${ownAnswer}: no HTTP\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
  })
  // How long a connection may be idle is the client's and the target's business.
  Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 })
  await listening(server, port, host)
  return {
    url: urlOf(server, host),
    async close() {
      server.close()
      server.closeIdleConnections()
      await Promise.race([forwarder.idle(), new Promise((resolve) => setTimeout(resolve, patience).unref())])
      server.closeAllConnections()
      await forwarder.idle()
    },
  }
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'another program listens there' : cause.message
      reject(new UsageError(`The proxy cannot listen on ${host}:${port} (${why}). Choose another --port or --host.`, { cause }))
    })
    server.listen(port, host, resolve)
  })
}

function urlOf(server: Server, host: string): string {
  const address = server.address()
  return `http://${host.includes(':') ? `[${host}]` : host}:${typeof address === 'object' && address !== null ? address.port : 0}`
}
