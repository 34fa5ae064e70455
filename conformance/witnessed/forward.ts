import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { BodyKeeper } from '../client/body-keeper.ts'
import { decodingOf } from '../client/content-coding.ts'
import { defaultLimits } from '../client/limits.ts'
import type { WireOutcome, WireRequest, WireResponse } from '../client/wire.ts'
import type { Failure, HeaderFields } from '../history/events.ts'
import type { Seen } from './observer.ts'

/** Set on what the proxy answers by itself, because the target did not. */
export const ownAnswer = 'X-Dayzero-Contract-Proxy'

export interface ForwarderOptions {
  /** Base URL; what is asked of the proxy's root is asked of it. */
  readonly target: URL
  /** A certificate authority to trust besides the usual ones, in PEM. */
  readonly ca?: string | undefined
  readonly clock: () => number
  /** Gets every exchange when it is over. */
  readonly onSeen: (seen: Seen) => void
}

type Agent = HttpAgent | HttpsAgent

/**
 * Passes requests on as they are: method, path, fields in their order and spelling, body and answer byte for byte, while they
 * come. Only what belongs to a connection is its own on either side, and `Host`, which names the target. Each connection of
 * a client has one connection to the target, so that what a target knows of connections shows.
 */
export class Forwarder {
  readonly #options: ForwarderOptions
  readonly #agents = new WeakMap<Socket, Agent>()
  readonly #numbers = new WeakMap<Socket, number>()
  readonly #open = new Set<Promise<void>>()
  #connections = 0

  constructor(options: ForwarderOptions) {
    this.#options = options
  }

  /** Settles when everything under way is over. */
  async idle(): Promise<void> {
    await Promise.all(this.#open)
  }

  forward(request: IncomingMessage, response: ServerResponse): void {
    const over = new Promise<void>((resolve) => {
      this.#pass(request, response, resolve)
    })
    this.#open.add(over)
    void over.then(() => this.#open.delete(over))
  }

  #pass(request: IncomingMessage, response: ServerResponse, done: () => void): void {
    const { clock, onSeen } = this.#options
    const begin = clock()
    const sent = new BodyKeeper(defaultLimits.maxBody)
    const target = this.#prefix + (request.url ?? '/')
    const upstream = this.#request(request, target)
    let isOver = false
    const settle = (end: number | null, answer: WireResponse | null, failure: Failure | null): void => {
      if (isOver) return
      isOver = true
      const connection = upstream.socket === null ? 0 : this.#numberOf(upstream.socket)
      const outcome: WireOutcome = { connection, reused: upstream.reusedSocket, begin, end, response: answer, failure }
      onSeen({ request: requestOf(request, target, sent), outcome, isWithheld: hasOtherCredentials(request) })
      done()
    }
    const fail = (code: Failure['code'], message: string, bytesRead = 0): void =>
      settle(null, null, { code, message, bytesRead, at: clock() })
    request.on('data', (chunk: Buffer) => sent.push(chunk))
    request.pipe(upstream)
    upstream.on('continue', () => response.writeContinue())
    upstream.on('response', (answer) => void this.#answer(answer, response, settle, fail))
    upstream.on('error', (error: NodeJS.ErrnoException) => {
      if (isOver) return
      fail(codeOf(error, upstream), error.message)
      // As without a proxy: whoever asks on a connection that has just been closed asks again.
      if (upstream.reusedSocket && error.code === 'ECONNRESET') response.destroy()
      else refuse(response, error)
    })
    response.on('close', () => {
      if (response.writableFinished) return
      fail('aborted', 'The client went away before the answer was whole.')
      upstream.destroy()
    })
  }

  async #answer(
    answer: IncomingMessage,
    response: ServerResponse,
    settle: (end: number, answer: WireResponse, failure: null) => void,
    fail: (code: Failure['code'], message: string, bytesRead?: number) => void,
  ): Promise<void> {
    const kept = new BodyKeeper(defaultLimits.maxBody)
    const headers = pairsOf(answer.rawHeaders)
    const decoding = decodingIn(headers, kept)
    let read = 0
    answer.on('data', (chunk: Buffer) => {
      read += chunk.length
      if (decoding === undefined) kept.push(chunk)
      else decoding.push(chunk)
    })
    answer.on('error', () => {
      fail('closed', 'The target closed the connection before the answer was whole.', Math.max(1, read))
      response.destroy()
    })
    response.sendDate = false
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? '', endToEnd(answer.rawHeaders))
    answer.pipe(response, { end: false })
    await new Promise<void>((resolve) => {
      answer.on('end', resolve)
    })
    const end = this.#options.clock()
    if (answer.rawTrailers.length > 0) response.addTrailers(pairsOf(answer.rawTrailers) as [string, string][])
    response.end()
    await decoding?.finish().catch(() => undefined)
    const { body, length, sha256 } = kept.finish()
    const whole = { status: answer.statusCode ?? 0, httpVersion: versionOf(answer), headers, body, length }
    settle(end, sha256 === undefined ? whole : { ...whole, sha256 }, null)
  }

  get #prefix(): string {
    return this.#options.target.pathname.replace(/\/+$/, '')
  }

  #request(request: IncomingMessage, path: string): ClientRequest {
    const { target, ca } = this.#options
    const isSecure = target.protocol === 'https:'
    const upstream = (isSecure ? httpsRequest : httpRequest)({
      host: target.hostname.replace(/^\[|\]$/g, ''),
      port: target.port === '' ? (isSecure ? 443 : 80) : Number(target.port),
      method: request.method,
      path,
      agent: this.#agentOf(request.socket),
      setHost: false,
      ...(ca === undefined ? {} : { ca }),
    })
    for (const [name, values] of grouped(endToEnd(request.rawHeaders)))
      upstream.setHeader(name, values.length === 1 ? (values[0] ?? '') : values)
    upstream.setHeader('Host', target.host)
    upstream.setHeader('Connection', 'keep-alive')
    // Node would announce a body that nobody sent.
    if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) {
      upstream.removeHeader('Content-Length')
      upstream.removeHeader('Transfer-Encoding')
    }
    // Whoever waits for a 100 sends no body before. (Flushed alone, Node writes the fields in UTF-8, and not as they came.)
    if (request.headers.expect !== undefined) upstream.flushHeaders()
    return upstream
  }

  #agentOf(socket: Socket): Agent {
    const known = this.#agents.get(socket)
    if (known !== undefined) return known
    const agent = this.#options.target.protocol === 'https:' ? new HttpsAgent(oneConnection) : new HttpAgent(oneConnection)
    this.#agents.set(socket, agent)
    socket.once('close', () => agent.destroy())
    return agent
  }

  #numberOf(socket: Socket): number {
    const number = this.#numbers.get(socket) ?? (this.#connections += 1)
    this.#numbers.set(socket, number)
    return number
  }
}

const oneConnection = { keepAlive: true, maxSockets: 1 }

/** What is not whole when it is decoded is kept as far as it goes; the client gets the bytes as they came. */
function decodingIn(headers: HeaderFields, kept: BodyKeeper): ReturnType<typeof decodingOf> {
  try {
    return decodingOf(headers, defaultLimits.maxRead, (decoded) => kept.push(decoded))
  } catch {
    return undefined
  }
}

function requestOf(
  { method = 'GET', rawHeaders, headers }: IncomingMessage,
  target: string,
  sent: BodyKeeper,
): Omit<WireRequest, 'timeout'> {
  const { body, length } = sent.finish()
  const coding = headers['transfer-encoding']
  const isChunked = coding?.trim().toLowerCase() === 'chunked'
  const hasBody = length > 0 || isChunked || headers['content-length'] !== undefined
  return {
    method,
    target,
    headers: pairsOf(rawHeaders),
    ...(hasBody ? { body, length } : {}),
    ...(isChunked ? { framing: 'chunked' as const } : {}),
    // Another coding is nothing that a client of the contract sends.
    ...(coding === undefined || isChunked ? {} : { raw: new Uint8Array() }),
  }
}

/** A session may be turned into a bearer token on the way to the operation. */
function hasOtherCredentials({ headers }: IncomingMessage): boolean {
  return headers.authorization === undefined && headers.cookie !== undefined
}

function refuse(response: ServerResponse, error: Error): void {
  if (response.headersSent) return void response.destroy()
  const body = JSON.stringify({ detail: `The target did not answer: ${error.message}` })
  response.writeHead(502, { 'Content-Type': 'application/json', [ownAnswer]: 'no answer', 'Access-Control-Allow-Origin': '*' }).end(body)
}

function codeOf({ code = '' }: NodeJS.ErrnoException, { socket, reusedSocket }: ClientRequest): Failure['code'] {
  if (code.startsWith('HPE_')) return code === 'HPE_HEADER_OVERFLOW' ? 'too-large' : 'malformed'
  if (code === 'ECONNRESET' && socket !== null && (reusedSocket || !socket.connecting)) return 'reset'
  return 'connect'
}

/** Fields that speak of one connection: RFC 9110 section 7.6.1. */
const hopByHop: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection', 'upgrade'])

function endToEnd(raw: readonly string[]): string[] {
  return pairsOf(raw)
    .filter(([name]) => !hopByHop.has(name.toLowerCase()))
    .flat()
}

function pairsOf(raw: readonly string[]): HeaderFields {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))
}

/** Fields of one name together, each name as it was written first. */
function grouped(raw: readonly string[]): Iterable<readonly [string, readonly string[]]> {
  const groups = new Map<string, [string, string[]]>()
  for (const [name, value] of pairsOf(raw)) {
    const group = groups.get(name.toLowerCase())
    if (group === undefined) groups.set(name.toLowerCase(), [name, [value]])
    else group[1].push(value)
  }
  return groups.values()
}

function versionOf({ httpVersion }: IncomingMessage): '1.0' | '1.1' {
  return httpVersion === '1.0' ? '1.0' : '1.1'
}
