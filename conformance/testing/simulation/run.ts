import type { Door, Exchange, Failure, HistoryEvent, RecordedResponse, TokenKind } from '../../history/events.ts'
import { History } from '../../history/history.ts'
import type { Act, Batch, Plan, Reserved, RestartPlan, Who } from './plan.ts'
import type { Situation } from './right-answers.ts'
import type { SimulatedToken, TrueCredential, TrueTarget } from './target.ts'
import { SimulatedTarget } from './target.ts'
import { calibration, headerOf, quiet, requestOf, startedAt, tokenOf } from './wire-forms.ts'

/** What was really so while an exchange went on, which no judge can see; `undefined` where the target did not look. */
export interface Truth {
  /** Of the credential it bears, at the instant it was checked. */
  readonly credential: { readonly alias: string; readonly state: TrueCredential } | undefined
  /** Of the token it names, at the instant of the effect. */
  readonly target: { readonly alias: string; readonly state: TrueTarget } | undefined
}

export interface Simulation {
  readonly plan: Plan
  readonly events: readonly HistoryEvent[]
  readonly history: History
  readonly tokens: readonly SimulatedToken[]
  /** By id of the exchange. */
  readonly truths: ReadonlyMap<number, Truth>
}

/** Lets a target live through a plan. At the end every door is asked about every token, at rest. */
export function simulate(plan: Plan, target: SimulatedTarget = new SimulatedTarget(plan.target, startedAt)): Simulation {
  return new Run(plan, target).go()
}

/** An act on its way, and what came of it. */
interface Sent {
  readonly act: Act
  readonly id: number
  readonly begin: number
  readonly door: number
  readonly bearer: SimulatedToken | undefined
  readonly target: SimulatedToken | undefined
  /** Set while its door is being restarted. */
  readonly meanwhile: RestartPlan['meanwhile'] | undefined
  credential?: TrueCredential
  targetState?: TrueTarget
  response?: RecordedResponse
}

interface Instant {
  readonly at: number
  readonly tie: number
  happen(): void
}

class Run {
  readonly #plan: Plan
  readonly #target: SimulatedTarget
  readonly #doors: readonly Door[]
  readonly #controls: SimulatedToken[] = []
  readonly #reserved = new Map<Reserved['token'], SimulatedToken>()
  readonly #issueEnds = new Map<SimulatedToken, number>()
  readonly #restarts: { readonly begin: number; readonly ends: readonly number[]; readonly meanwhile: RestartPlan['meanwhile'] }[] = []
  readonly #sent: Sent[] = []
  readonly #events: HistoryEvent[]
  #wasUnlucky = false

  constructor(plan: Plan, target: SimulatedTarget) {
    this.#plan = plan
    this.#target = target
    this.#doors = [{ name: 'target', kind: 'target', url: 'http://127.0.0.1:4010' }, ...plan.target.doors.map(doorOf)]
    this.#events = [headerOf(plan, this.#doors)]
  }

  go(): Simulation {
    for (const kind of ['manager', 'revocable', 'outsider', 'expired'] as const) this.#issue(firstBatch(kind), 0)
    this.#issue({ ...firstBatch('manager'), owner: 9 }, 0, 'control')
    for (const name of ['subject', 'sibling', 'manager', 'outsider'] as const) this.#issue(reservedBatch(name), 0, name)
    let clock = 0
    for (const batch of this.#plan.batches) this.#issue(batch, (clock += batch.gap))
    this.#restart()
    clock = 0
    for (const act of [...calibration(this.#doors.length), ...this.#plan.acts]) this.#send(act, (clock += act.gap))
    this.#live(this.#sent)
    const before = this.#sent.length
    clock = this.#rest()
    for (const act of this.#plan.afterwards ?? []) this.#send(act, (clock += act.gap + this.#plan.target.propagation))
    this.#sweep()
    this.#live(this.#sent.slice(before))
    this.#record()
    return {
      plan: this.#plan,
      events: this.#events,
      history: new History(this.#events),
      tokens: this.#target.tokens,
      truths: new Map(this.#sent.map((sent) => [sent.id, truthOf(sent)])),
    }
  }

  #issue(planned: Batch, begin: number, purpose?: Reserved['token'] | 'control'): void {
    // Where tokens end by themselves, each batch keeps its control.
    const batch = this.#tokensGrowOld && planned.kind === 'revocable' ? { ...planned, count: 3 } : planned
    const number = this.#events.length
    const at = begin + Math.floor(batch.took / 2)
    const end = begin + batch.took
    this.#target.retireSiblings(batch, at)
    for (let index = 0; index < batch.count; index += 1) {
      const alias = `${batch.kind}-${this.#ofKind(batch.kind).length + 1}`
      const token = tokenOf(this.#plan, batch, alias, this.#target.tokens.length, at)
      // The first of a batch of three is its untouched control.
      const control = batch.kind === 'revocable' && batch.count > 2 && index === 0
      this.#target.tokens.push(token)
      this.#issueEnds.set(token, end)
      if (control || purpose === 'control') this.#controls.push(token)
      else if (purpose !== undefined) this.#reserved.set(purpose, token)
      this.#events.push({ kind: 'issued', token: token.token, batch: number, control, begin, end })
    }
  }

  get #tokensGrowOld(): boolean {
    const { ends } = this.#plan.target
    return ends === 'age' || ends === 'idleness'
  }

  #restart(): void {
    let clock = 0
    for (const { at, took, ready, meanwhile } of this.#plan.restarts) {
      const begin = (clock += at + 1)
      const end = (clock += took)
      this.#events.push({ kind: 'restart', begin, end })
      this.#restarts.push({ begin, ends: ready.map((after) => end + after), meanwhile })
    }
  }

  #send(planned: Act, begin: number, bearer: SimulatedToken | undefined = this.#bearerOf(planned.who, begin)): void {
    const door = planned.door % this.#doors.length
    const isProbe = this.#doors[door]?.kind === 'probe'
    const act: Act =
      isProbe || planned.who.kind === 'control' ? { ...planned, what: { kind: 'unknown' }, method: 'POST', body: 'none' } : planned
    const { latest } = timesOf(act, begin)
    this.#sent.push({
      act,
      id: this.#sent.length + 1,
      begin,
      door,
      bearer,
      target: this.#namedBy(act, bearer, begin),
      meanwhile: this.#restarts.find((restart) => begin <= (restart.ends[door] ?? 0) && latest >= restart.begin)?.meanwhile,
    })
  }

  /** Lets everything that was sent happen, in the order of its instants. */
  #live(sent: readonly Sent[]): void {
    const instants = sent.flatMap((one) => this.#instantsOf(one))
    for (const instant of instants.toSorted((a, b) => a.at - b.at || a.tie - b.tie)) instant.happen()
  }

  #instantsOf(sent: Sent): Instant[] {
    const { act, begin } = sent
    const { check, effect } = timesOf(act, begin)
    if ('arrives' in act.fate && !act.fate.arrives) return []
    return [
      { at: check, tie: act.tie, happen: () => this.#check(sent, check) },
      { at: effect, tie: act.tie, happen: () => this.#act(sent, effect) },
    ]
  }

  #check(sent: Sent, at: number): void {
    const { bearer, meanwhile, act, door } = sent
    if (bearer !== undefined && (meanwhile ?? 'works') === 'works') {
      sent.credential = this.#target.checkCredential(bearer, door, at, act.age)
    }
  }

  #act(sent: Sent, at: number): void {
    const { act, door, target, meanwhile } = sent
    const { fate } = act
    if (meanwhile !== undefined && meanwhile !== 'works') sent.response = this.#target.whileRestarting(meanwhile, at, door)
    else if (fate.kind === 'busy' && (fate.status === 429 || !fate.done)) sent.response = this.#target.aside(fate.status, at, door)
    else {
      if (target !== undefined) sent.targetState = this.#target.targetState(target, door, at)
      const answer = this.#answer(sent, at)
      sent.response = fate.kind === 'busy' ? this.#target.aside(fate.status, at, door) : answer
    }
  }

  #answer(sent: Sent, at: number): RecordedResponse {
    const { act, door, bearer, target } = sent
    const caller = this.#callerOf(sent)
    const isLive = caller !== 'bad' && caller !== 'malformed' && caller !== 'two bad ones'
    if (this.#doors[door]?.kind === 'probe') return isLive ? this.#target.profile(at, door) : this.#target.aside(401, at, door)
    return this.#target.act(act, this.#situationOf(sent, caller), target, isLive ? bearer : undefined, at, door)
  }

  #callerOf({ act, bearer, credential }: Sent): Situation['caller'] {
    const { who } = act
    if (who.kind === 'malformed' || who.kind === 'two bad ones') return who.kind
    if (bearer === undefined || credential !== 'live') return 'bad'
    // A scheme in another case may be refused, and of two fields the first may count.
    const isLoose = (who.kind === 'token' && who.scheme === 'bearer') || who.kind === 'garbage and a token'
    return isLoose && act.choice % 2 === 1 ? 'bad' : bearer.kind
  }

  #situationOf({ act, bearer, target, targetState }: Sent, caller: Situation['caller']): Situation {
    const { what, method, body } = act
    const state = targetState === undefined || targetState === 'not yet accepted' ? 'unknown' : targetState
    return {
      method,
      caller,
      target: what.kind === 'nil' || what.kind === 'not a uuid' ? what.kind : target !== undefined && target === bearer ? 'itself' : state,
      of: target?.kind,
      isUpperCase: target !== undefined && what.kind === 'token' && what.spelled === 'in upper case',
      body,
    }
  }

  /** When everything that was sent or begun is over. */
  #rest(): number {
    const ends = [
      ...this.#sent.map(({ act, begin }) => timesOf(act, begin).latest),
      ...this.#restarts.flatMap((restart) => restart.ends),
      ...this.#issueEnds.values(),
    ]
    return Math.max(...ends) + this.#plan.target.propagation + 1
  }

  /** At last each door is asked about garbage and every token. */
  #sweep(): void {
    let at = this.#rest() + (this.#tokensGrowOld ? 60_000 : 0)
    for (const door of this.#doors.keys()) {
      for (const token of [undefined, ...this.#target.tokens, undefined, ...this.#controls]) {
        this.#send({ ...quiet, door, who: { kind: 'garbage' } }, (at += 10), token)
      }
    }
  }

  #bearerOf(who: Who, begin: number): SimulatedToken | undefined {
    if (who.kind === 'token') return this.#pick(who.of, who.token, begin)
    if (who.kind === 'reserved') return this.#reserved.get(who.token)
    if (who.kind === 'control') return this.#controls[who.token % this.#controls.length]
    return who.kind === 'garbage and a token' ? this.#pick('manager', who.token, begin) : undefined
  }

  #namedBy({ what }: Act, bearer: SimulatedToken | undefined, begin: number): SimulatedToken | undefined {
    if (what.kind === 'itself') return bearer
    if (what.kind === 'reserved') return this.#reserved.get(what.token)
    return what.kind === 'token' ? this.#pick(what.of, what.token, begin) : undefined
  }

  /** A token that had been issued by then, and is kept for nothing else. */
  #pick(kind: TokenKind, number: number, begin: number): SimulatedToken | undefined {
    const kept = new Set([...this.#controls, ...this.#reserved.values()])
    const issued = this.#ofKind(kind).filter((token) => !kept.has(token) && (this.#issueEnds.get(token) ?? 0) <= begin)
    return issued[number % Math.max(1, issued.length)]
  }

  #ofKind(kind: TokenKind): SimulatedToken[] {
    return this.#target.tokens.filter((token) => token.kind === kind)
  }

  #record(): void {
    const connections: { readonly door: number; idleSince: number }[] = []
    for (const sent of this.#sent) {
      const { act, begin, door } = sent
      const free = connections.findIndex((connection) => connection.door === door && connection.idleSince < begin)
      const reused = free >= 0 && act.choice % 3 !== 0
      const number = reused ? free : connections.push({ door, idleSince: 0 }) - 1
      const exchange = this.#exchangeOf(sent, number + 1, reused)
      connections[number] = { door, idleSince: exchange.end ?? Number.POSITIVE_INFINITY }
      this.#events.push(exchange)
    }
    this.#events.push({ kind: 'footer', at: Math.max(...this.#sent.map(({ begin }) => begin)) + 10, complete: true })
  }

  #exchangeOf({ act, id, begin, door, bearer, target, response }: Sent, connection: number, reused: boolean): Exchange {
    const isAnswered = response !== undefined && !('arrives' in act.fate)
    const at = this.#doors[door] as Door
    return {
      kind: 'exchange',
      id,
      scenario: 'simulation',
      case: 'simulation#1',
      door: at.name,
      connection,
      reused,
      begin,
      end: isAnswered ? timesOf(act, begin).end : null,
      request: requestOf(act, id, at, bearer?.token, target?.token),
      response: isAnswered ? response : null,
      failure: isAnswered ? null : this.#failureOf(act, begin, reused),
    }
  }

  /** A kept connection may be closed at any time; a fresh one is closed once in a run at most. */
  #failureOf({ fate, choice }: Act, begin: number, reused: boolean): Failure {
    const at = begin + ('after' in fate ? fate.after : 0)
    if (fate.kind === 'aborted' || (!reused && this.#wasUnlucky))
      return { code: 'aborted', message: 'dropped on purpose', bytesRead: choice, at }
    this.#wasUnlucky ||= !reused
    return { code: choice % 2 === 0 ? 'closed' : 'reset', message: 'the connection was closed', bytesRead: 0, at }
  }
}

function timesOf({ check, effect, answer, fate }: Act, begin: number): { check: number; effect: number; end: number; latest: number } {
  const arrival = begin + check + ('late' in fate ? fate.late : 0)
  const done = arrival + effect
  return { check: arrival, effect: done, end: done + answer, latest: Math.max(done + answer, begin + ('after' in fate ? fate.after : 0)) }
}

function truthOf({ bearer, credential, target, targetState }: Sent): Truth {
  return {
    credential: bearer === undefined || credential === undefined ? undefined : { alias: bearer.token.alias, state: credential },
    target: target === undefined || targetState === undefined ? undefined : { alias: target.token.alias, state: targetState },
  }
}

function doorOf(kind: 'replica' | 'probe', index: number): Door {
  const name = `${kind}-${index + 1}`
  if (kind === 'replica') return { name, kind, url: 'http://127.0.0.1:4011/prefix' }
  return { name, kind, url: 'http://127.0.0.1:4010', operation: 'GET /api/v1/me' }
}

function firstBatch(kind: TokenKind): Batch {
  return { gap: 0, took: 0, kind, count: 1, owner: 0, expiresAfter: undefined, expirySkew: 0 }
}

/** Two of one owner, and others of nobody else's. */
function reservedBatch(name: Reserved['token']): Batch {
  const kind = name === 'manager' || name === 'outsider' ? name : 'revocable'
  return { ...firstBatch(kind), owner: { subject: 7, sibling: 7, manager: 8, outsider: 6 }[name] }
}
