import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http'
import { createServer } from 'node:http'
import type { Http2Server, Http2ServerRequest, Http2ServerResponse } from 'node:http2'
import { createSecureServer } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import type { ServerResponse } from 'node:http'

/** What a gateway does itself; everything else is the mock's behind it. */
export interface GatewayOptions {
  /** The mock's base URL. */
  readonly upstream: string
  /** Secrets that it refuses because their tokens were revoked: its blacklist, which a restart may lose and a replica not share. */
  readonly blacklist?: Set<string>
  /** Whether `GET /me`, a second protected operation, looks at the blacklist, too. */
  readonly checksMe?: boolean
  /** TLS, which offers HTTP/2 and HTTP/1.1; with `ca`, to nobody without a certificate of it. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly ca?: string }
  /** On an HTTP/2 connection, whoever bears nothing of worth is taken for the one before. */
  readonly identitySticks?: boolean
  readonly port?: number
}

export interface Gateway {
  readonly url: string
  /** How many requests came over HTTP/2. */
  readonly http2Requests: () => number
  close(): Promise<void>
}

type Asked = IncomingMessage | Http2ServerRequest
type Answering = ServerResponse | Http2ServerResponse

/** By id, the secrets that any gateway's provisioner has issued: every instance knows all tokens, as if from one database. */
export type Issued = Map<string, string>

/** Starts a service in front of a mock on 127.0.0.1. Its provisioner is `/_mock/tokens`, as the mock's. */
export async function startGateway(issued: Issued, options: GatewayOptions): Promise<Gateway> {
  const { tls, port = 0 } = options
  const sockets = new Set<Socket>()
  let http2Requests = 0
  const serve = (asked: Asked, answering: Answering): void => {
    if (asked.httpVersionMajor === 2) http2Requests += 1
    handle(issued, options, asked, answering).catch(() => asked.socket.destroy())
  }
  const server: Server | Http2Server =
    tls === undefined
      ? createServer(serve)
      : createSecureServer({ ...tls, allowHTTP1: true, requestCert: tls.ca !== undefined, rejectUnauthorized: tls.ca !== undefined }, serve)
  server.on(tls === undefined ? 'connection' : 'secureConnection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    http2Requests: () => http2Requests,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

async function handle(issued: Issued, options: GatewayOptions, asked: Asked, answering: Answering): Promise<void> {
  const { blacklist = new Set() } = options
  const bearer = credentialOf(issued, options, asked)
  const secret = /^Bearer (\S+)$/i.exec(bearer)?.[1] ?? ''
  const isMe = asked.method === 'GET' && asked.url === '/me'
  const isDead = blacklist.has(secret) && (!isMe || options.checksMe === true)
  const isKnown = [...issued.values()].includes(secret)
  if (isDead || (isMe && !isKnown)) return answer(asked, answering, 401, { detail: 'Not authenticated' }, { 'www-authenticate': 'Bearer' })
  if (isMe) return answer(asked, answering, 200, { me: 'somebody' })
  const { status, headers, body } = await pass(options.upstream, asked, bearer)
  if (asked.url === '/_mock/tokens') {
    const { tokens } = JSON.parse(body.toString()) as { tokens: { id: string; secret: string }[] }
    for (const token of tokens) issued.set(token.id, token.secret)
  }
  const revoked = issued.get(/^\/api\/v1\/tokens\/([\w-]+)\/revoke$/.exec(asked.url ?? '')?.[1] ?? '')
  // Before its caller hears of it.
  if (status === 201 && revoked !== undefined) blacklist.add(revoked)
  answering.writeHead(status, headers)
  answering.end(body)
}

const stuck = new WeakMap<object, string>()

/** The credential that a request bears; where that is worth nothing, the one that sticks to its connection. */
function credentialOf(issued: Issued, { identitySticks = false, blacklist }: GatewayOptions, asked: Asked): string {
  const own = asked.headers.authorization ?? ''
  if (!identitySticks || !('stream' in asked) || asked.stream.session === undefined) return own
  const isLive = [...issued.values()].some((secret) => own === `Bearer ${secret}` && blacklist?.has(secret) !== true)
  if (isLive) stuck.set(asked.stream.session, own)
  return isLive ? own : (stuck.get(asked.stream.session) ?? own)
}

function answer(asked: Asked, answering: Answering, status: number, body: object, headers: Record<string, string> = {}): void {
  asked.resume()
  answering.writeHead(status, { ...headers, 'content-type': 'application/json' })
  answering.end(JSON.stringify(body))
}

interface Passed {
  readonly status: number
  readonly headers: Record<string, string | string[]>
  readonly body: Buffer
}

/** What only one connection is about does not go on to the next. */
const ofOneConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host', 'authorization', 'content-length'])

async function pass(upstream: string, asked: Asked, bearer: string): Promise<Passed> {
  const sent = await bytesOf(asked)
  const headers = {
    ...passedOn(asked.headers),
    ...(bearer === '' ? {} : { authorization: bearer }),
    ...(sent.length > 0 || 'content-length' in asked.headers ? { 'content-length': String(sent.length) } : {}),
  }
  const out = request(new URL(upstream), { method: asked.method ?? 'GET', path: asked.url ?? '/', headers })
  out.end(sent)
  const [back] = (await once(out, 'response')) as [IncomingMessage]
  return { status: back.statusCode ?? 502, headers: passedOn(back.headers), body: await bytesOf(back) }
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name.startsWith(':') || ofOneConnection.has(name) ? [] : [[name, value]],
    ),
  )
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
