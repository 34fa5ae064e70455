import type { RecordedBody, RecordedResponse, TokenKind, TokenRecord } from '../../history/events.ts'
import type { Act, Batch, BodyForm, Habits, RestartPlan } from './plan.ts'
import type { Situation } from './right-answers.ts'
import { rightAnswers } from './right-answers.ts'

/** What is true of a token, known to the simulation alone. */
export interface SimulatedToken {
  readonly token: TokenRecord
  readonly kind: TokenKind
  readonly email: string
  readonly owner: number
  readonly jti: string
  readonly issuedAt: number
  /** On the clock of the run, as the checking door sees it. */
  readonly expiresAt: number
  /** By door: the instant from which it is known there. */
  readonly knownFrom: readonly number[]
  usedAt: number
  /** When another one took its place; Infinity where none did. */
  deadSince: number
  record: RevocationRecord | undefined
}

export interface RevocationRecord {
  readonly at: number
  readonly reason: string | null
  readonly by: string | null
}

/** What a credential was when it was checked. */
export type TrueCredential = 'live' | 'dead' | 'expired' | 'not yet accepted'
/** What the named token was at the instant of the effect. */
export type TrueTarget = 'live' | 'revoked' | 'expired' | 'not yet accepted'

/** How old a token may grow, and how long it may lie idle, where that ends it. */
const lifetimes = { age: 40_000, idleness: 20_000 }
/** From how many refused credentials on everybody is locked out. */
const patience = 6

/** A correct implementation: a revocation is one instant; what the contract leaves open is drawn anew for each request. */
export class SimulatedTarget {
  readonly tokens: SimulatedToken[] = []
  readonly habits: Habits
  readonly startedAt: number
  #refusals = 0

  constructor(habits: Habits, startedAt: number) {
    this.habits = habits
    this.startedAt = startedAt
  }

  /** Some targets retire an owner's tokens of a kind when they issue a new one. */
  retireSiblings({ kind, owner }: Batch, at: number): void {
    if (this.habits.ends !== 'rotation') return
    for (const token of this.tokens) {
      if (token.kind === kind && token.owner === owner && token.issuedAt < at) token.deadSince = Math.min(token.deadSince, at)
    }
  }

  checkCredential(token: SimulatedToken, door: number, at: number, age: number): TrueCredential {
    const { propagation, ends } = this.habits
    if (ends === 'lockout' && this.#refusals >= patience) return 'dead'
    if (at < (token.knownFrom[door] ?? 0)) return 'not yet accepted'
    if (token.deadSince <= at || (token.record !== undefined && token.record.at <= at - age * propagation)) return 'dead'
    if (at >= token.expiresAt) return 'expired'
    if (this.#grewOld(token, at)) return 'dead'
    token.usedAt = at
    return 'live'
  }

  targetState(token: SimulatedToken, door: number, at: number): TrueTarget {
    if (at < (token.knownFrom[door] ?? 0)) return 'not yet accepted'
    if (token.record !== undefined || token.deadSince <= at || this.#grewOld(token, at)) return 'revoked'
    return at >= token.expiresAt ? 'expired' : 'live'
  }

  /** Answers a request and lets it have its effect. */
  act(
    act: Act,
    situation: Situation,
    target: SimulatedToken | undefined,
    caller: SimulatedToken | undefined,
    at: number,
    door: number,
  ): RecordedResponse {
    const { accept, tolerable } = rightAnswers(situation)
    const choices = [...accept, ...accept, ...tolerable]
    const status = choices[act.choice % choices.length] ?? 500
    if (status === 401) this.#refusals += 1
    const isRevocation = act.method === 'POST' || act.method === 'POST with a slash'
    if (status !== 201 || target === undefined || !isRevocation) return this.#plain(status, at, door)
    const isFirst = target.record === undefined
    target.record ??= { at, reason: reasons[act.body]?.[act.choice % 2] ?? null, by: caller?.email ?? null }
    return this.#revoked(target, target.record, isFirst, act, at, door)
  }

  /** An answer that has no effect of its own. */
  aside(status: number, at: number, door: number): RecordedResponse {
    if (status === 401) this.#refusals += 1
    return this.#plain(status, at, door)
  }

  whileRestarting(meanwhile: Exclude<RestartPlan['meanwhile'], 'works'>, at: number, door: number): RecordedResponse {
    if (meanwhile === 'refuses everybody') return this.aside(401, at, door)
    const status = meanwhile === 'is a gateway without its service' ? 404 : ([500, 502, 503][at % 3] ?? 500)
    return { ...this.#plain(status, at, door), headers: [['Content-Type', 'text/html']], body: textOf('<h1>no such route</h1>') }
  }

  profile(at: number, door: number): RecordedResponse {
    return { ...this.#plain(200, at, door), body: textOf('{"name":"somebody"}') }
  }

  /** Lifetimes that were not announced are those of tokens whose expiry was not told. */
  #grewOld({ kind, issuedAt, usedAt, token }: SimulatedToken, at: number): boolean {
    const { ends } = this.habits
    if (kind !== 'revocable' || token.expiresAt !== undefined) return false
    return (ends === 'age' && at >= issuedAt + lifetimes.age) || (ends === 'idleness' && at >= usedAt + lifetimes.idleness)
  }

  #plain(status: number, at: number, door: number): RecordedResponse {
    const { sendsDate, clock } = this.habits
    const date = new Date(Math.floor((this.startedAt + clock + at + door * 700) / 1000) * 1000).toUTCString()
    const body = status === 422 ? '{"detail":[{"loc":["body"],"msg":"wrong","type":"wrong"}]}' : '{"detail":"refused"}'
    return {
      status,
      httpVersion: '1.1',
      headers: [
        ['Content-Type', 'application/json'],
        ...(sendsDate ? [['Date', date] as const] : []),
        ...(status === 401 ? [['WWW-Authenticate', 'Bearer'] as const] : []),
        ...(status === 405 ? [['Allow', 'POST'] as const] : []),
      ],
      body: textOf(status === 204 ? '' : body),
    }
  }

  #revoked(target: SimulatedToken, record: RevocationRecord, isFirst: boolean, act: Act, at: number, door: number): RecordedResponse {
    const { shows, precision } = this.habits
    const data = {
      id: act.choice % 3 === 2 ? target.token.id.toUpperCase() : target.token.id,
      jti: target.jti,
      name: act.choice % 2 === 0 ? (target.token.name ?? null) : null,
      revoked_at: this.#timestamp(record.at, isFirst ? precision.fresh : precision.stored),
      ...(shows.actor ? { revoked_by: act.choice % 2 === 0 ? record.by : (record.by?.toUpperCase() ?? null) } : { revoked_by: null }),
      ...(shows.reason ? { revocation_reason: record.reason } : {}),
    }
    return { ...this.#plain(201, at, door), body: textOf(JSON.stringify({ ...(shows.success ? { success: true } : {}), data })) }
  }

  /** The instants of a run are whole ms; the µs of a time are made up from them, the same each time. */
  #timestamp(at: number, precision: number): string {
    const exact = (this.startedAt + this.habits.clock + at) * 1000 + ((at * 7919) % 1000)
    const micros = Math.floor(exact / precision) * precision
    const hours = this.habits.offset === 'Z' ? 0 : 2
    const text = new Date(Math.floor(micros / 1000) + hours * 3_600_000).toISOString().slice(0, 19)
    return `${text}.${String(micros % 1_000_000).padStart(6, '0')}${this.habits.offset}`
  }
}

/** The reasons that a target may read from a body: either of two. */
const reasons: Readonly<Partial<Record<BodyForm, readonly [string | null, string | null]>>> = {
  reason: ['because', 'because'],
  chunked: ['because', 'because'],
  'duplicate keys': ['first', 'second'],
  'plain text': ['plain words', null],
  'odd keys': ['lower', 'upper'],
  lenient: ['x', 'x'],
}

export function textOf(text: string): RecordedBody {
  return { text, length: Buffer.byteLength(text) }
}
