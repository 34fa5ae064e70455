import { instantOf } from '../../contract/index.ts'
import { revokedByNearMiss } from '../interpretation/near-miss.ts'
import type { RequestReading } from '../interpretation/request.ts'
import { isPlain, readRequest } from '../interpretation/request.ts'
import type { Exchange, Issued, TokenRecord } from './events.ts'
import type { History } from './history.ts'
import { pushTo } from './group.ts'
import { isRefused } from './is-refused.ts'
import { memoized } from './memo.ts'
import { derived } from './origin.ts'
import { latestTimeIn, targetTimeOf } from './target-clock.ts'

/** What a credential may be while an exchange goes on. More than one: it cannot be told, and each is fair. */
export type CredentialState = 'live' | 'dead' | 'expired' | 'not yet accepted'
/** What the token named by a path may be, before the exchange itself has its effect. */
export type TargetState = 'live' | 'revoked' | 'expired' | 'not yet accepted'

/** One exchange whose path names a token. */
export interface Touch {
  readonly exchange: Exchange
  readonly reading: RequestReading
  /** Anything but a complete 4xx (408 aside) may have revoked it: 2xx, 3xx, 5xx and unanswered ones. */
  readonly mayHaveRevoked: boolean
  /** A complete 201 to a revocation of this token. */
  readonly acknowledged: boolean
}

/** What the history proves about one token. */
export interface Life {
  readonly token: TokenRecord
  readonly touches: readonly Touch[]
  /** Exchanges that bear its credential, in order. */
  readonly uses: readonly Exchange[]
  /** When it was first seen alive at a door: the end of that exchange. */
  readonly acceptedAt: ReadonlyMap<string, number>
  /** The smallest begin of all that may have revoked it; Infinity when nothing may have. */
  readonly first: number
  /** The smallest end of a complete 201 to its revocation; Infinity without one. */
  readonly ack: number
  /** Of all that may have revoked it, the two that began first. */
  readonly firstTwo: readonly Exchange[]
  /** Nobody vouches for what happens to it elsewhere: unless it is certainly dead, it may be anything. */
  readonly isOpen: boolean
}

/** How long before and after `expires_at` a token may or may not be accepted: clocks differ. ms. */
const expirySlack = 60_000

/**
 * When each token was certainly live, certainly dead, or neither: the rules 1, 2, 3, 7, 8 and 10 of "Time and
 * certainty" in INTERPRETATION.md. Comparisons are strict, since ties prove nothing. Nothing else compares times of
 * tokens.
 */
export const timelineOf: (history: History) => Timeline = derived((history: History) => new Timeline(history))

export class Timeline {
  readonly #history: History
  readonly #lives: ReadonlyMap<string, Life>
  readonly #unsettled: readonly UnsettledSpan[]

  constructor(history: History) {
    this.#history = history
    this.#unsettled = unsettledSpans(history)
    this.#lives = livesIn(history, (exchange) => this.isUnsettled(exchange))
  }

  /** Of the tokens that some exchange bears or names, in the order in which they were issued. */
  get lives(): Iterable<Life> {
    return this.#lives.values()
  }

  /** Of any token that was issued. */
  life(alias: string): Life | undefined {
    const known = this.#lives.get(alias)
    if (known !== undefined) return known
    const issued = this.#history.issue(alias)
    return issued === undefined ? undefined : lifeOf(issued, unseen)
  }

  /** Every state in which a token's credential may have been checked while `exchange` went on; the first explains a breach. */
  credentialStates(alias: string, exchange: Exchange): ReadonlySet<CredentialState> {
    const life = this.life(alias)
    if (life === undefined) return credentialStates('not yet accepted')
    if (exchange.begin > life.ack + this.#history.header.propagation) return credentialStates('dead')
    const isExpired = life.token.kind === 'expired'
    return credentialStates(
      life.isOpen && 'live',
      life.isOpen && 'dead',
      life.isOpen && 'not yet accepted',
      mayBeRevokedDuring(life, exchange) && 'dead',
      (isExpired || this.#mayHaveExpired(life.token, exchange)) && 'expired',
      !(isExpired && this.#isPastExpiry(life.token, exchange)) && 'live',
      !isExpired && !wasAcceptedBefore(life, exchange) && 'not yet accepted',
    )
  }

  /** Every state in which the token named by the path of `exchange` may have been, the exchange's own effect aside. */
  targetStates(alias: string, exchange: Exchange): ReadonlySet<TargetState> {
    const life = this.life(alias)
    if (life === undefined) return targetStates('not yet accepted')
    // Its own 201 cannot have ended before it began.
    if (life.ack + this.#history.header.propagation < exchange.begin) return targetStates('revoked')
    const isExpired = life.token.kind === 'expired'
    return targetStates(
      life.isOpen && 'live',
      life.isOpen && 'revoked',
      life.isOpen && 'not yet accepted',
      mayBeRevokedDuring(life, exchange) && 'revoked',
      (isExpired || this.#mayHaveExpired(life.token, exchange)) && 'expired',
      !(isExpired && this.#isPastExpiry(life.token, exchange)) && 'live',
      // A token is known to exist once any door has accepted it; a replica may still not have heard of it.
      !isExpired && !wasAcceptedBefore(life, exchange) && 'not yet accepted',
    )
  }

  /** Whether answers prove nothing because the target was being restarted: rule 10. */
  isUnsettled(exchange: Exchange): boolean {
    return (
      this.#unsettled.length > 0 &&
      this.#unsettled.some(({ door, begin, end }) => exchange.door === door && exchange.begin <= end && endOf(exchange) >= begin)
    )
  }

  /** Whether a token of kind `expired` is certainly past its time, on the target's own clock: rule 7. */
  #isPastExpiry(token: TokenRecord, exchange: Exchange): boolean {
    const expires = expiryOf(token)
    if (expires === undefined) return true
    const now = targetTimeOf(this.#history, exchange)
    return now !== undefined && now > expires + expirySlack
  }

  #mayHaveExpired(token: TokenRecord, exchange: Exchange): boolean {
    const expires = expiryOf(token)
    // Most tokens outlast the run.
    if (expires === undefined || expires >= latestTimeIn(this.#history) + expirySlack) return false
    const now = targetTimeOf(this.#history, exchange)
    return now === undefined || now + expirySlack > expires
  }
}

/** Sets of states, each made once: few come up, and each of them at thousands of exchanges. */
function setsOf<State extends string>(...all: readonly State[]): (...states: readonly (State | false)[]) => ReadonlySet<State> {
  const sets = new Map<number, ReadonlySet<State>>()
  return (...states) => {
    // The order counts, and what comes again says nothing new.
    let place = 0
    for (const state of states) if (state !== false) place = place * (all.length + 1) + all.indexOf(state) + 1
    const set = sets.get(place) ?? new Set(states.filter((state) => state !== false))
    sets.set(place, set)
    return set
  }
}

const credentialStates = setsOf<CredentialState>('live', 'dead', 'expired', 'not yet accepted')
const targetStates = setsOf<TargetState>('live', 'revoked', 'expired', 'not yet accepted')

export function beginOf({ begin }: Exchange): number {
  return begin
}

/** When an exchange was over: infinity when it never got its full answer. */
export function endOf(exchange: Exchange): number {
  return exchange.end ?? Number.POSITIVE_INFINITY
}

/** `expires_at`, in ms since the epoch. */
const expiryOf = memoized(({ expiresAt }: TokenRecord): number | undefined => {
  const instant = expiresAt === undefined ? undefined : instantOf(expiresAt)
  return instant === undefined ? undefined : instant.microseconds / 1000
})

function livesIn(history: History, isUnsettled: (exchange: Exchange) => boolean): Map<string, Life> {
  const touches = new Map<string, Touch[]>()
  const uses = new Map<string, Exchange[]>()
  const acceptedAt = new Map<string, Map<string, number>>()
  for (const exchange of history.exchanges) {
    const reading = readRequest(history, exchange)
    const unsettled = isUnsettled(exchange)
    for (const alias of reading.names) pushTo(touches, alias, touchOf(history, exchange, reading, alias, unsettled))
    if (reading.credential.kind !== 'token') continue
    const { alias } = reading.credential
    pushTo(uses, alias, exchange)
    if (unsettled || !showsLife(exchange, reading)) continue
    const doors = acceptedAt.get(alias) ?? new Map<string, number>()
    doors.set(exchange.door, Math.min(doors.get(exchange.door) ?? Number.POSITIVE_INFINITY, endOf(exchange)))
    acceptedAt.set(alias, doors)
  }
  return new Map(
    history.issues.among([...touches.keys(), ...uses.keys()]).map((issued) => {
      const { alias } = issued.token
      const seen: Seen = {
        touches: touches.get(alias) ?? [],
        uses: uses.get(alias) ?? [],
        acceptedAt: acceptedAt.get(alias) ?? unseen.acceptedAt,
      }
      return [alias, lifeOf(issued, seen)]
    }),
  )
}

/** What exchanges show of a token. */
type Seen = Pick<Life, 'touches' | 'uses' | 'acceptedAt'>

const unseen: Seen = { touches: [], uses: [], acceptedAt: new Map() }

function lifeOf({ token, provenance }: Issued, { touches, uses, acceptedAt }: Seen): Life {
  const firstTwo = earliestTwo(touches.filter((touch) => touch.mayHaveRevoked))
  return {
    token,
    touches,
    uses,
    acceptedAt,
    first: firstTwo[0]?.begin ?? Number.POSITIVE_INFINITY,
    ack: least(touches.filter((touch) => touch.acknowledged).map((touch) => endOf(touch.exchange))),
    firstTwo,
    isOpen: provenance !== undefined,
  }
}

/** Touches stand in the order in which they began. */
function earliestTwo(touches: readonly Touch[]): readonly Exchange[] {
  return touches.slice(0, 2).map((touch) => touch.exchange)
}

function touchOf(history: History, exchange: Exchange, reading: RequestReading, alias: string, unsettled: boolean): Touch {
  const revokes =
    ((reading.route === 'revoke' || reading.route === 'trailing slash') &&
      reading.target.kind === 'token' &&
      reading.target.alias === alias) ||
    revokedByNearMiss(history, exchange, reading) === alias
  return { exchange, reading, mayHaveRevoked: !isRefused(exchange), acknowledged: revokes && isCreated(exchange) && !unsettled }
}

function isCreated({ end, response }: Exchange): boolean {
  return end !== null && response?.status === 201
}

/** Whether an answer shows that the credential was accepted: only plain requests, whose refusal could have no other reason. */
function showsLife(exchange: Exchange, reading: RequestReading): boolean {
  if (exchange.end === null || exchange.response === null || !isPlain(reading)) return false
  const { status } = exchange.response
  if (reading.route === 'probe') return status >= 200 && status < 300
  return status === 201 || status === 403 || status === 404
}

function mayBeRevokedDuring({ firstTwo }: Life, exchange: Exchange): boolean {
  return firstTwo.some(({ id, begin }) => id !== exchange.id && begin <= endOf(exchange))
}

function wasAcceptedBefore(life: Life, exchange: Exchange): boolean {
  return (life.acceptedAt.get(exchange.door) ?? Number.POSITIVE_INFINITY) < exchange.begin
}

interface UnsettledSpan {
  readonly door: string
  readonly begin: number
  readonly end: number
}

/**
 * At each door, from the start of a restart until a made-up credential is refused and a manager accepted after that: a
 * gateway whose service is not back yet may answer 404 to anybody.
 */
function unsettledSpans(history: History): UnsettledSpan[] {
  return history.restarts.flatMap((restart) =>
    history.header.doors.map(({ name: door }) => {
      const after = (begin: number, wanted: (reading: RequestReading, status: number) => boolean): number =>
        least(
          history.exchanges
            .filter((exchange) => exchange.door === door && exchange.begin > begin && exchange.end !== null)
            .filter((exchange) => wanted(readRequest(history, exchange), exchange.response?.status ?? 0))
            .map(endOf),
        )
      const refusing = after(restart.end, ({ credential }, status) => credential.kind === 'unknown' && status === 401)
      return { door, begin: restart.begin, end: after(refusing, (reading, status) => isManagerAccepted(history, reading, status)) }
    }),
  )
}

function isManagerAccepted(history: History, { credential, route }: RequestReading, status: number): boolean {
  if (!isOfKind(history, credential, 'manager')) return false
  return route === 'probe' ? status >= 200 && status < 300 : status === 403 || status === 404
}

function isOfKind(history: History, credential: RequestReading['credential'], kind: TokenRecord['kind']): boolean {
  return credential.kind === 'token' && history.token(credential.alias)?.kind === kind
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
}
