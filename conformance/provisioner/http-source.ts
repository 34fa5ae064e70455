import { setTimeout as pause } from 'node:timers/promises'
import { Agent, ProxyAgent, request } from 'undici'
import type { Dispatcher } from 'undici'
import type { TokenKind } from '../history/events.ts'
import { ProvisionerError } from './provisioner-error.ts'
import { defaultTimeout, longestAnswer } from './provisioner.ts'
import type { ProvisionerOptions, TokenSource } from './provisioner.ts'
import { quote } from './quote.ts'

/** Tokens by `POST {"kind": …, "count": …}`; 201 with `{"tokens": [item, …]}`, 422 for a kind that cannot be issued. */
export class HttpSource implements TokenSource {
  readonly name: string
  readonly #url: URL
  readonly #headers: readonly (readonly [string, string])[]
  readonly #timeout: number
  readonly #dispatcher: Dispatcher
  readonly #closing = new AbortController()

  /** @throws ProvisionerError `BAD_SPEC` for what is no URL, or one with a password in it. */
  constructor(spec: string, options: ProvisionerOptions) {
    this.#url = urlOf(spec)
    // A query may hold a key.
    this.name = `${this.#url.origin}${this.#url.pathname}`
    this.#headers = options.headers ?? []
    this.#timeout = options.timeout ?? defaultTimeout
    this.#dispatcher = dispatcherOf(options)
  }

  async ask(kind: TokenKind, count: number): Promise<unknown> {
    const deadline = performance.now() + this.#timeout
    for (;;) {
      const { status, retryAfter, text } = await this.#post(JSON.stringify({ kind, count }), deadline)
      if (status === 200 || status === 201) return this.#parsed(text)
      const wait = status === 429 || status === 503 ? retryAfter : undefined
      if (wait === undefined || performance.now() + wait > deadline) throw this.#refusal(status, text, kind)
      await pause(wait, undefined, { signal: this.#closing.signal }).catch((cause: unknown) => {
        throw this.#error('CLOSED', 'has been closed.', { cause })
      })
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#dispatcher.destroy()
  }

  async #post(body: string, deadline: number): Promise<{ status: number; retryAfter: number | undefined; text: string }> {
    const signal = AbortSignal.timeout(Math.max(1, Math.ceil(deadline - performance.now())))
    try {
      const answer = await request(this.#url, {
        method: 'POST',
        headers: [...this.#headers, ['content-type', 'application/json'], ['accept', 'application/json']].flat(),
        body,
        signal,
        dispatcher: this.#dispatcher,
        // It is asked seldom: by then the other side may have closed a connection that was kept.
        reset: true,
      })
      const chunks: Uint8Array[] = []
      let length = 0
      for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
        length += chunk.length
        if (length > longestAnswer) throw this.#error('INVALID_ANSWER', `answered with more than ${longestAnswer} bytes.`)
        chunks.push(chunk)
      }
      return { status: answer.statusCode, retryAfter: waitIn(answer.headers), text: Buffer.concat(chunks).toString('utf8') }
    } catch (cause) {
      throw this.#failure(cause, signal)
    }
  }

  #parsed(text: string): unknown {
    try {
      return JSON.parse(text)
    } catch {
      // Without the parser's error as a cause: that quotes the answer, secrets included.
      throw this.#error('INVALID_ANSWER', `answered with what is no JSON: ${this.#quote(text)}.`)
    }
  }

  #refusal(status: number, text: string, kind: TokenKind): ProvisionerError {
    const said = `answered ${status}${text.trim() === '' ? '' : `: ${this.#quote(text)}`}.`
    switch (status) {
      case 422:
        return this.#error('KIND_UNAVAILABLE', `cannot issue tokens of kind "${kind}": it ${said}`)
      case 401:
      case 403:
        return this.#error('REFUSED', `${said} Give it a credential with --provisioner-header.`)
      case 404:
      case 405:
        return this.#error('REFUSED', `${said} It must take POST {"kind": "${kind}", "count": 1}; is this its address?`)
      case 301:
      case 302:
      case 303:
      case 307:
      case 308:
        return this.#error('REFUSED', `${said} Redirects are not followed; name the address it leads to.`)
      default:
        return this.#error(status >= 500 || status === 429 ? 'FAILED' : 'INVALID_ANSWER', `${said} 201 with {"tokens": […]} was expected.`)
    }
  }

  #failure(cause: unknown, signal: AbortSignal): ProvisionerError {
    if (cause instanceof ProvisionerError) return cause
    if (signal.aborted)
      return this.#error('TIMEOUT', `did not answer within ${this.#timeout} ms. Is it running? A longer wait may help.`, { cause })
    if (isCoded(cause, 'UND_ERR_INVALID_ARG'))
      return this.#error('BAD_SPEC', `cannot be asked: ${this.#quote(cause.message)}. Look at --provisioner-header.`)
    if (isCoded(cause, 'UND_ERR_DESTROYED') || isCoded(cause, 'UND_ERR_CLOSED')) return this.#error('CLOSED', 'has been closed.', { cause })
    return this.#error('UNREACHABLE', `cannot be reached: ${this.#quote(wordsOf(cause))}. Is it running there?`, { cause })
  }

  #error(code: ProvisionerError['code'], what: string, options?: ErrorOptions): ProvisionerError {
    return new ProvisionerError(code, `The provisioner ${this.name} ${what}`, options)
  }

  #quote(words: string): string {
    return quote(
      words,
      this.#headers.flatMap(([, value]) => [value, ...value.split(/\s+/)]),
    )
  }
}

function urlOf(spec: string): URL {
  const url = URL.canParse(spec) ? new URL(spec) : undefined
  if (url === undefined)
    throw new ProvisionerError('BAD_SPEC', 'The --provisioner begins like a URL but is none. Correct it, such as https://host/tokens.')
  if (url.username === '' && url.password === '') return url
  throw new ProvisionerError(
    'BAD_SPEC',
    `The provisioner's URL for ${url.host} holds a user or a password. Give its credential with --provisioner-header instead.`,
  )
}

function dispatcherOf({ ca, cert, key, verify = true, proxy }: ProvisionerOptions): Dispatcher {
  const tls = {
    rejectUnauthorized: verify,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  }
  // Our own deadline covers everything; undici's would only say it less clearly.
  const patience = { headersTimeout: 0, bodyTimeout: 0 }
  return proxy === undefined ? new Agent({ connect: tls, ...patience }) : new ProxyAgent({ uri: proxy, requestTls: tls, ...patience })
}

/** Shortest wait before a provisioner is asked again, in ms, whatever it says. */
const shortestWait = 100

/** `Retry-After` in ms: seconds, or a date by the clock of whoever sent it (RFC 9110 section 10.2.3). */
function waitIn({ 'retry-after': after, date }: Readonly<Record<string, string | string[] | undefined>>): number | undefined {
  const text = String(after)
  const now = date === undefined ? Date.now() : Date.parse(String(date))
  const wait = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now
  return Number.isNaN(wait) ? undefined : Math.max(shortestWait, wait)
}

function isCoded(cause: unknown, code: string): cause is Error {
  return cause instanceof Error && 'code' in cause && cause.code === code
}

function wordsOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(wordsOf).join('; ')
  return cause instanceof Error ? cause.message : String(cause)
}
