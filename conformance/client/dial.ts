import { once } from 'node:events'
import { connect as connectTcp, isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { AnswerError } from './answer-error.ts'
import { ResponseParser } from './response-parser.ts'

/** How a door is reached. */
export interface Route {
  readonly url: URL
  /** Where to connect instead of asking for the addresses of the host: one of several that it resolves to. */
  readonly address?: string
  /** An HTTP proxy that opens tunnels (CONNECT); user and password may stand in it. */
  readonly proxy?: URL
  readonly tls: TlsFiles
}

/** PEM texts, and whether the certificate of the other side is checked. */
export interface TlsFiles {
  readonly ca?: string | Buffer
  readonly cert?: string | Buffer
  readonly key?: string | Buffer
  /** Default true. */
  readonly verify?: boolean
}

/** An open line to a door. */
export interface Line {
  /** What HTTP is spoken on. */
  readonly socket: Socket
  /** The TCP connection below it, which is the one that can be reset. */
  readonly transport: Socket
  readonly protocol: 'http/1.1' | 'h2'
}

/**
 * Opens a connection: TCP, a tunnel through the proxy if there is one, and TLS for `https:`.
 *
 * @throws whatever `node:net` and `node:tls` say, or AnswerError when the proxy does not open a tunnel.
 */
export async function dial(route: Route, protocols: readonly ('http/1.1' | 'h2')[], signal: AbortSignal): Promise<Line> {
  const transport = await reach(route, signal)
  if (route.url.protocol !== 'https:') return { socket: transport, transport, protocol: 'http/1.1' }
  const socket = await encrypt(transport, route, protocols, signal)
  return { socket, transport, protocol: socket.alpnProtocol === 'h2' ? 'h2' : 'http/1.1' }
}

/** TCP to the host, or to the proxy and through it. */
async function reach(route: Route, signal: AbortSignal): Promise<Socket> {
  const { proxy, url } = route
  if (proxy === undefined)
    return opened(connectTcp({ host: route.address ?? hostOf(url), port: portOf(url), noDelay: true }), 'connect', signal)
  const toProxy = await opened(connectTcp({ host: hostOf(proxy), port: portOf(proxy), noDelay: true }), 'connect', signal)
  const line = proxy.protocol === 'https:' ? await encrypt(toProxy, { url: proxy, tls: route.tls }, ['http/1.1'], signal) : toProxy
  await closedOnFailure(line, async () => tunnel(line, proxy, `${route.address ?? hostOf(url)}:${portOf(url)}`, signal))
  return line
}

async function encrypt(transport: Socket, { url, tls }: Pick<Route, 'url' | 'tls'>, protocols: readonly string[], signal: AbortSignal) {
  const { verify = true, ...files } = tls
  const host = hostOf(url)
  return closedOnFailure(transport, async () => {
    // Throws at once for a key or a certificate that is none.
    const socket = connectTls({
      socket: transport,
      ...(isIP(host) === 0 ? { servername: host } : { host }),
      ALPNProtocols: [...protocols],
      rejectUnauthorized: verify,
      ...files,
    })
    return opened(socket, 'secureConnect', signal)
  })
}

/** Asks the proxy for a tunnel (RFC 9110 section 9.3.6). */
async function tunnel(line: Socket, proxy: URL, authority: string, signal: AbortSignal): Promise<void> {
  const credential = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  const authorization = credential === ':' ? '' : `Proxy-Authorization: Basic ${Buffer.from(credential).toString('base64')}\r\n`
  line.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization}\r\n`)
  let status = 0
  // As to HEAD, no body follows the head of a tunnel that was opened.
  const answer = new ResponseParser({ method: 'HEAD' }, 65_536, { head: (head) => void (status = head.status), data: () => {} })
  while (!answer.isComplete) {
    await once(line, 'readable', { signal })
    const chunk = line.read() as Buffer | null
    if (chunk !== null) answer.push(chunk)
    else if (line.readableEnded || line.destroyed) answer.end()
  }
  if (answer.rest.length > 0) line.unshift(Buffer.from(answer.rest))
  if (status >= 200 && status < 300) return
  throw new AnswerError('connect', `No connection: the proxy ${proxy.host} answered ${status} when asked for a tunnel to ${authority}.`)
}

/** Waits until a socket is open; closes it when that fails or is not wanted any more. */
async function opened<Opening extends Socket>(socket: Opening, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Opening> {
  // Errors after this one belong to whoever holds the socket then.
  socket.on('error', () => {})
  return closedOnFailure(socket, async () => {
    await Promise.race([once(socket, event, { signal }), once(socket, 'close', { signal }).then(closedEarly)])
    return socket
  })
}

/** A socket that nobody holds any more would keep the process from its end. */
async function closedOnFailure<Outcome>(socket: Socket, step: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await step()
  } catch (cause) {
    socket.destroy()
    throw cause
  }
}

function closedEarly(): never {
  throw new AnswerError('connect', 'No connection: the other side closed it at once.')
}

/** The host of a URL as sockets want it: an IPv6 address without its brackets. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1')
}

function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
}
