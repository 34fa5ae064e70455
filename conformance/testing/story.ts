import type {
  Door,
  Exchange,
  Failure,
  Header,
  HeaderFields,
  HistoryEvent,
  Issued,
  RecordedBody,
  TokenKind,
  TokenRecord,
} from '../history/events.ts'
import { History } from '../history/history.ts'
import type { Judgement, Requirement } from '../requirements/requirement.ts'

/** What a told exchange may say; everything else is the ordinary thing. */
export interface Told {
  /** Alias of the token presented, `nobody`, or `garbage`; default `manager-1`. */
  readonly by?: string
  /** `Authorization` values as they are, in the place of `by`. */
  readonly authorization?: readonly string[]
  /** Alias of the token whose id stands in the path; default: an id nobody has. */
  readonly of?: string
  /** The path segment as it is, in the place of `of`. */
  readonly id?: string
  readonly method?: string
  /** The whole request target. */
  readonly target?: string
  /** A value is sent as JSON, a string as it is with the content type JSON; default: no body. */
  readonly body?: unknown
  readonly contentType?: string
  readonly framing?: Exchange['request']['framing']
  readonly headers?: HeaderFields
  /** Default 201 for a token that is named, 404 for one that is not; `null`: no answer. */
  readonly status?: number | null
  /** The body of the answer: a value as JSON, a string as it is. Default: the contract's. */
  readonly answer?: unknown
  /** Much more than `answer` came, and was not kept. */
  readonly isCut?: true
  /** Fields of the revoked token in a 201, over the ordinary ones; `undefined` leaves one out. */
  readonly data?: Readonly<Record<string, unknown>>
  /** Fields of the answer; `Content-Type: application/json` and a `Date` are there by default. */
  readonly answerHeaders?: HeaderFields
  readonly failure?: Partial<Failure>
  /** When it begins, in ms; default: 10 ms after the last one ended. */
  readonly at?: number
  /** ms; default 2. */
  readonly took?: number
  readonly door?: string
  readonly connection?: number
  readonly reused?: boolean
  readonly scenario?: string
  readonly case?: string
}

const started = Date.parse('2026-01-01T00:00:00.000Z')

/** Writes histories by hand: a test says only what matters to it. */
export class Story {
  readonly #events: HistoryEvent[]
  readonly #tokens = new Map<string, TokenRecord>()
  #clock = 0
  #exchanges = 0
  #batch = 0

  /** @param tokens Aliases such as `manager-1` that are there from the start, issued at time 0. */
  constructor(tokens: readonly string[] = ['manager-1', 'revocable-1'], header: Partial<Header> = {}) {
    this.#events = [
      {
        kind: 'header',
        version: 1,
        suite: 'test',
        contractDigest: '0'.repeat(64),
        contractPath: '/api/v1/tokens/{token_id}/revoke',
        seed: 1,
        profile: 'quick',
        startedAt: new Date(started).toISOString(),
        doors: [{ name: 'target', kind: 'target', url: 'http://127.0.0.1:4010' } satisfies Door],
        propagation: 0,
        requestTimeout: 2000,
        ...header,
      },
    ]
    for (const alias of tokens) this.issue(alias, { begin: 0, end: 0 })
  }

  /** A token comes from the provisioner; its kind is the first word of its alias. */
  issue(alias: string, facts: Partial<TokenRecord> & Partial<Pick<Issued, 'begin' | 'end' | 'batch' | 'control'>> = {}): this {
    const { begin = this.#clock, end = this.#clock, batch = (this.#batch += 1), control = false, ...rest } = facts
    const kind = alias.split('-')[0] as TokenKind
    const number = String(this.#tokens.size + 1).padStart(12, '0')
    const token: TokenRecord = {
      alias,
      kind,
      id: `aaaaaaaa-0000-4000-8000-${number}`,
      jti: `jti-of-${alias}`,
      email: `${alias}@example.com`,
      owner: `owner-of-${alias}`,
      ...rest,
    }
    this.#tokens.set(alias, token)
    this.#events.push({ kind: 'issued', token, batch, control, begin, end })
    return this
  }

  /** The record of a token. */
  token(alias: string): TokenRecord {
    const token = this.#tokens.get(alias)
    if (token === undefined) throw new RangeError(`The story has no ${alias}.`)
    return token
  }

  /** A revocation, or whatever `told` makes of it. */
  tell(told: Told = {}): this {
    const begin = told.at ?? this.#clock + 10
    const status = told.failure !== undefined || told.status === null ? null : (told.status ?? (told.of === undefined ? 404 : 201))
    const end = status === null ? null : begin + (told.took ?? 2)
    this.#clock = Math.max(this.#clock, end ?? begin)
    this.#exchanges += 1
    this.#events.push({
      kind: 'exchange',
      id: this.#exchanges,
      scenario: told.scenario ?? 'test',
      case: told.case ?? 'test#1',
      door: told.door ?? 'target',
      connection: told.connection ?? 1,
      reused: told.reused ?? true,
      begin,
      end,
      request: this.#request(told),
      response:
        status === null
          ? null
          : {
              status,
              httpVersion: '1.1',
              headers: this.#answerHeaders(told, end ?? begin),
              body: this.#answer(told, status, end ?? begin),
            },
      failure: status === null ? { code: 'timeout', message: 'no answer in time', bytesRead: 0, at: begin + 2000, ...told.failure } : null,
    })
    return this
  }

  /** A credential is tried: it asks to revoke an id nobody has. */
  probe(by: string, status: number, told: Told = {}): this {
    return this.tell({ by, status, ...told })
  }

  /** A manager revokes a token: 201. */
  revoke(of: string, told: Told = {}): this {
    return this.tell({ of, ...told })
  }

  /** Every token so far is tried, after a made-up credential: whoever may be alive is accepted. */
  meet(): this {
    this.probe('garbage', 401)
    for (const [alias, { kind }] of this.#tokens) this.probe(alias, kind === 'expired' ? 401 : kind === 'outsider' ? 403 : 404)
    return this
  }

  /** What a requirement says of the story so far. */
  judgedBy(requirement: Requirement): Judgement {
    return requirement.judge(this.history())
  }

  /** Anything else that happens. */
  event(event: HistoryEvent): this {
    this.#events.push(event)
    return this
  }

  history(): History {
    return new History(this.#events)
  }

  #request(told: Told): Exchange['request'] {
    const by = told.by ?? 'manager-1'
    const bearer = by === 'nobody' ? [] : by === 'garbage' ? ['Bearer dz_garbage'] : [`Bearer ⟦${by}⟧`]
    const segment =
      told.id ?? (told.of === undefined ? `bbbbbbbb-0000-4000-8000-${String(this.#exchanges).padStart(12, '0')}` : this.token(told.of).id)
    const type = told.contentType ?? (told.body === undefined ? undefined : 'application/json')
    const authorization = (told.authorization ?? bearer).map((value) => ['Authorization', value] as const)
    return {
      method: told.method ?? 'POST',
      target: told.target ?? `/api/v1/tokens/${segment}/revoke`,
      headers: [...authorization, ...(type === undefined ? [] : [['Content-Type', type] as const]), ...(told.headers ?? [])],
      body: told.body === undefined ? null : recorded(told.body),
      framing: told.framing ?? (told.body === undefined ? 'none' : 'length'),
    }
  }

  #answerHeaders(told: Told, end: number): HeaderFields {
    return (
      told.answerHeaders ?? [
        ['Content-Type', 'application/json'],
        ['Date', new Date(started + end).toUTCString()],
        ...(told.status === 401 ? [['WWW-Authenticate', 'Bearer'] as const] : []),
      ]
    )
  }

  #answer(told: Told, status: number, end: number): RecordedBody {
    if (told.isCut) return { ...recorded(told.answer), length: 5_000_000, sha256: 'f'.repeat(64), capped: true }
    if (told.answer !== undefined) return recorded(told.answer)
    if (status === 201) {
      const token = told.of === undefined ? undefined : this.token(told.of)
      return recorded({
        success: true,
        data: { id: token?.id ?? 'nobody', jti: token?.jti ?? 'none', revoked_at: new Date(started + end).toISOString(), ...told.data },
      })
    }
    return recorded(status === 422 ? { detail: [{ loc: ['body'], msg: 'wrong', type: 'wrong' }] } : { detail: 'refused' })
  }
}

function recorded(value: unknown): RecordedBody {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return { text, length: Buffer.byteLength(text) }
}
