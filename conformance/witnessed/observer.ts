import { givenContract } from '../../contract/index.ts'
import type { WireOutcome, WireRequest } from '../client/wire.ts'
import type { Asked, Exchange, HeaderFields, HistoryEvent } from '../history/events.ts'
import type { History } from '../history/history.ts'
import { Masker, shortestSecret } from '../history/mask.ts'
import { Recorder } from '../history/recorder.ts'
import { revocationIn } from '../interpretation/answer.ts'
import { isUuid } from '../interpretation/uuid.ts'
import type { IssuedToken } from '../provisioner/index.ts'
import { suiteVersion } from '../version.ts'
import { tokensIn } from './tokens-in.ts'
import type { Company } from './token-book.ts'
import { TokenBook } from './token-book.ts'

export interface ObserverOptions {
  /** Base URL of the implementation; only what lies under it is looked at. */
  readonly target: string
  readonly asked: Asked
  readonly company: Company
  /** Tokens that a file tells of. */
  readonly tokens: readonly IssuedToken[]
  /** Declared delay of a revocation, in ms. */
  readonly propagation: number
  /** RFC 3339 wall-clock time at time 0. */
  readonly startedAt: string
  readonly listener: (event: HistoryEvent) => void
}

/** One exchange of other people, unmasked. */
export interface Seen {
  readonly request: Omit<WireRequest, 'timeout'>
  readonly outcome: WireOutcome
  /** Its credential is not in the recording, or may not be the bearer token that the contract speaks of. */
  readonly isWithheld: boolean
}

/** Why an exchange was not taken into the history. */
export type Ignored = 'another operation' | 'a short credential'

/**
 * Writes other people's traffic down as a history: what is about the operation of the contract, with secrets masked, and the
 * tokens that can be told from what went by.
 */
export class Observer {
  readonly recorder: Recorder
  readonly book: TokenBook
  readonly #before: string
  readonly #after: string
  readonly #company: Company
  #hasWithheld = false

  constructor({ target, asked, company, tokens, propagation, startedAt, listener }: ObserverOptions) {
    const masker = new Masker()
    masker.add(withheld, 'withheld')
    const { path, digest } = givenContract
    this.recorder = new Recorder(
      masker,
      {
        kind: 'header',
        version: 1,
        suite: suiteVersion,
        contractDigest: digest,
        contractPath: path,
        seed: 0,
        profile: 'witnessed',
        startedAt,
        doors: [{ name: 'target', kind: 'target', url: target }],
        propagation,
        requestTimeout: 0,
        asked,
        node: process.version,
        witnessed: true,
      },
      listener,
    )
    this.book = new TokenBook(masker, company, (issued) => this.recorder.event(issued))
    this.book.declare(tokens, 0)
    this.#company = company
    const [head = '', tail = ''] = path.split('{token_id}')
    this.#before = new URL(target).pathname.replace(/\/+$/, '') + head
    this.#after = tail
  }

  get history(): History {
    return this.recorder.history()
  }

  /** Takes an exchange into the history, where it belongs there, and learns what it tells of tokens. */
  see(seen: Seen): Exchange | Ignored {
    const { request, outcome } = seen
    this.#learnTokens(seen)
    const id = this.#idIn(request.target)
    if (id === undefined) return this.#seeElsewhere(seen)
    const bearers = bearersIn(request.headers)
    // A UUID may be a credential, or an id in the place of one; where it stands elsewhere it is no secret.
    if (this.#company === 'shared' && bearers.some(isUuid)) return this.see({ ...seen, isWithheld: true, request: withoutBearer(request) })
    if (!seen.isWithheld && bearers.some(isTooShort)) return 'a short credential'
    if (id !== '') this.book.id(id, outcome.begin, request.method === 'POST' && isSuccess(outcome))
    for (const bearer of bearers) if (!isNobodys(bearer)) this.book.bearer(bearer, outcome.begin)
    if (seen.isWithheld) this.#introduceWithheld(outcome.begin)
    const safe = this.#blackened(seen)
    const whole = { ...safe.request, headers: headersOf(safe), timeout: 0 }
    const exchange = this.recorder.exchange(witnessed, whole, withoutCookies(safe.outcome))
    const jti = revocationIn(exchange)?.['jti']
    if (typeof jti !== 'string') return exchange
    this.book.fact(jti)
    if (id !== '') this.book.link({ jti }, id)
    return exchange
  }

  /**
   * Another operation that names a token may end it, too, and in its own way. What it answers is not for this contract to
   * judge, so it stands in the history as a request without an answer, unless it was refused.
   */
  #seeElsewhere({ request, outcome }: Seen): Exchange | Ignored {
    const { begin, end, response } = outcome
    const isRefused = end !== null && response !== null && response.status >= 400 && response.status < 500
    const path = pathOf(request.target)
    const isNaming = path.split('/').some((part) => this.book.names(decoded(part) ?? part))
    if (isRefused || !isNaming || /^(?:GET|HEAD|OPTIONS)$/.test(request.method)) return 'another operation'
    const failure = {
      code: 'aborted',
      message: 'This is another operation; its answer was left out.',
      bytesRead: 0,
      at: end ?? begin,
    } as const
    const asked = { method: request.method, target: path, headers: [], timeout: 0 }
    return this.recorder.exchange(witnessed, asked, { ...outcome, end: null, response: null, failure })
  }

  /** The path segment of the revoke operation, whatever the method; empty where it is no single segment. */
  #idIn(target: string): string | undefined {
    const path = pathOf(target)
    return this.#segmentIn(path) ?? this.#segmentIn(decoded(path) ?? '')
  }

  #segmentIn(path: string): string | undefined {
    const end = path.endsWith('/') ? path.slice(0, -1) : path
    if (!end.startsWith(this.#before) || !end.endsWith(this.#after) || end.length <= this.#before.length + this.#after.length)
      return undefined
    const segment = end.slice(this.#before.length, end.length - this.#after.length)
    return segment.includes('/') ? '' : (decoded(segment) ?? '')
  }

  /** What looks like a secret of which nothing is known has no mark: it is made unreadable, its length kept. */
  #blackened(seen: Seen): Seen {
    const textOf = (text: string): string =>
      text.replaceAll(secretShape, (found) => (this.book.knows(found) ? found : 'x'.repeat(found.length)))
    const bytesOf = (bytes: Uint8Array): Uint8Array => {
      const text = Buffer.from(bytes).toString('latin1')
      const safe = textOf(text)
      return safe === text ? bytes : Buffer.from(safe, 'latin1')
    }
    const fieldsOf = (fields: HeaderFields): HeaderFields => fields.map(([name, value]) => [name, textOf(value)])
    const { request, outcome } = seen
    const { response } = outcome
    return {
      ...seen,
      request: {
        ...request,
        target: textOf(request.target),
        headers: fieldsOf(request.headers),
        ...(request.body === undefined ? {} : { body: bytesOf(request.body) }),
      },
      outcome: {
        ...outcome,
        response: response === null ? null : { ...response, headers: fieldsOf(response.headers), body: bytesOf(response.body) },
      },
    }
  }

  #learnTokens({ request, outcome: { begin, end, response } }: Seen): void {
    if (response === null || end === null || response.status >= 300) return
    const { issued, declared, linked } = tokensIn(request, response)
    this.book.issue(issued, begin, end)
    this.book.declare(declared, end)
    for (const { secret, id } of linked) {
      this.book.bearer(secret, end)
      this.book.link({ secret }, id)
    }
  }

  #introduceWithheld(at: number): void {
    if (this.#hasWithheld) return
    this.#hasWithheld = true
    const token = { alias: 'withheld', kind: 'unknown', id: '' } as const
    this.recorder.event({ kind: 'issued', token, batch: 0, control: false, begin: at, end: at, provenance: 'traffic' })
  }
}

const witnessed = { scenario: 'witnessed', case: 'witnessed', door: 'target' }

function pathOf(target: string): string {
  return target.replace(/[?#].*$/s, '')
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Stands in the place of a credential that the recording does not hold. */
const withheld = 'withheld-credential-of-this-recording'

function headersOf({ request: { headers }, isWithheld }: Seen): HeaderFields {
  const kept = withoutSecrets(headers).map(([name, value]) => {
    // Of other schemes nothing is judged but that they are no Bearer.
    if (!/^authorization$/i.test(name) || /^\s*bearer\b/i.test(value)) return [name, value] as const
    return [name, /^\S+\s+\S/.test(value) ? value.replace(/\s.*$/s, ' left-out') : 'left-out'] as const
  })
  if (!isWithheld) return kept
  return [...kept.filter(([name]) => name.toLowerCase() !== 'authorization'), ['Authorization', `Bearer ${withheld}`]]
}

/** What no requirement asks for, and may be as good as a password. */
function withoutSecrets(headers: HeaderFields): HeaderFields {
  return headers.map(([name, value]) =>
    /^(?:proxy-authorization|cookie|set-cookie)$|api-?key/i.test(name) ? [name, 'left-out'] : [name, value],
  )
}

function withoutCookies(outcome: WireOutcome): WireOutcome {
  if (outcome.response === null) return outcome
  return { ...outcome, response: { ...outcome.response, headers: withoutSecrets(outcome.response.headers) } }
}

function isSuccess({ end, response }: WireOutcome): boolean {
  return end !== null && response !== null && response.status >= 200 && response.status < 300
}

function withoutBearer<Request extends Seen['request']>(request: Request): Request {
  return { ...request, headers: request.headers.filter(([name]) => !/^authorization$/i.test(name)) }
}

/** Usually one; where it is malformed, every part of it may be a secret. */
function bearersIn(headers: HeaderFields): readonly string[] {
  return headers.flatMap(([name, value]) =>
    /^authorization$/i.test(name)
      ? (/^\s*bearer\b(.*)$/is
          .exec(value)?.[1]
          ?.split(/\s+/)
          .filter((part) => part !== '') ?? [])
      : [],
  )
}

/** What clients send that have no token. */
function isNobodys(bearer: string): boolean {
  return ['undefined', 'null', 'NaN', 'true', 'false', '[object', 'None'].includes(bearer)
}

function isTooShort(bearer: string): boolean {
  return bearer.length < shortestSecret && !isNobodys(bearer)
}

/** What looks like a bearer token of the contract, or like a JWT, wherever it stands. */
const secretShape = /\bdz_[\w.~+/-]{16,}|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g
