import type { Lane, WireRequest } from '../client/wire.ts'
import type { Door, Exchange, HeaderFields, TokenKind } from '../history/events.ts'
import type { BodyPlan } from '../scenarios/plans/bodies.ts'
import { couldWipe } from '../scenarios/plans/destructive.ts'
import { allEnded } from './all-ended.ts'
import type { Actor } from './tokens.ts'
import type { Cast, World } from './world.ts'
import { pathAt, pause, send, sendNow, sendOnce } from './world.ts'

/** Whoever presents a credential: an actor, or the value of one or more `Authorization` fields as they are. */
export type Bearer = Actor | readonly string[]

export interface RequestPlan {
  readonly method?: string
  /** The path segment, already encoded; default: the actor's own id is not assumed, so one of `id`, `of` or `path` is needed. */
  readonly id?: string
  /** The token whose id goes into the path. */
  readonly of?: Actor
  /** The whole path, in the place of the contract's. */
  readonly path?: string
  /** Put after the path, without `?`. */
  readonly query?: string
  readonly by?: Bearer
  readonly headers?: HeaderFields
  readonly body?: BodyPlan
  readonly abortAfter?: number
  /** Send exactly once, without a second attempt of any kind. */
  readonly once?: boolean
}

/** Thrown into a case that would send what only `--destructive` allows; the case ends, the run goes on. */
export class Withheld extends Error {
  override readonly name = 'Withheld'
}

/** One of several requests that are sent together. */
export interface Racer {
  readonly plan: RequestPlan
  readonly lane: Lane
  /** How long after the others it begins, in ms. */
  readonly after?: number
}

/**
 * One generated input on its way: what a scenario may do. Its tokens are its own; its two lanes stay the same, so that
 * "the same connection" and "another open one" mean something.
 */
export class Case {
  readonly id: string
  readonly scenario: string
  readonly cast: Cast
  readonly #world: World
  readonly #tokens: Actor[] = []
  readonly #lanes: Lane[] = []

  constructor(world: World, cast: Cast, scenario: string, id: string) {
    this.#world = world
    this.cast = cast
    this.scenario = scenario
    this.id = id
  }

  get doors(): readonly Door[] {
    return this.#world.doors
  }

  /** Whether a request may be sent: off loopback, one that could wipe a careless system may not, unless that is meant. */
  allows(plan: RequestPlan): boolean {
    if (this.#world.destructive) return true
    const { manager, control, outsider, expired } = this.cast
    const cast = [manager, control, outsider, expired].filter((actor) => actor !== undefined)
    return !couldWipe(plan, [...cast, ...this.#tokens])
  }

  /** A token that no other case has. */
  async take(kind: TokenKind): Promise<Actor> {
    const actor = await this.#world.supply.take(kind)
    this.#tokens.push(actor)
    return actor
  }

  /** A token that is issued now, not one from a batch that was issued before. */
  async takeNew(kind: TokenKind): Promise<Actor> {
    const actor = await this.#world.supply.takeNew(kind)
    this.#tokens.push(actor)
    return actor
  }

  /** A UUID that nobody issued. */
  unknownId(): string {
    return this.#world.unknownId(this.cast.manager.token.id)
  }

  /** The contract's path for a token, at the target. */
  pathOf(actor: Actor): string {
    return pathAt(this.#world, this.lane().door, encodeURIComponent(actor.token.id))
  }

  /** Makes an altered credential known, so that it is masked wherever it shows. */
  disguise(secret: string, name: string): void {
    this.#world.masker.add(secret, name)
  }

  /** The case's lane of that number to the target, or to another door. */
  lane(number = 0, door: Door | undefined = this.#world.doors[0]): Lane {
    if (door === undefined) throw new RangeError('A world has at least one door.')
    const own = this.#lanes.filter((lane) => lane.door.name === door.name)
    while (own.length <= number) {
      const lane = this.#world.lanes.borrow(door)
      own.push(lane)
      this.#lanes.push(lane)
    }
    return own[number] as Lane
  }

  /** A lane to the target of the case's own that speaks HTTP/2 where the target does, or that never does. */
  laneFor(http2: boolean): Lane {
    const [door] = this.#world.doors
    if (door === undefined) throw new RangeError('A world has at least one door.')
    const lane = this.#world.lanes.borrow(door, http2)
    this.#lanes.push(lane)
    return lane
  }

  async send(plan: RequestPlan, lane: Lane = this.lane()): Promise<Exchange> {
    const request = this.#request(plan, lane.door)
    const sender = { scenario: this.scenario, case: this.id }
    if (plan.once === true) return sendOnce(this.#world, lane, sender, request)
    const { of } = plan
    return send(this.#world, lane, sender, request, async () => {
      if (of === undefined) return
      await sendOnce(this.#world, lane, sender, this.#request({ id: this.unknownId(), by: of }, lane.door))
    })
  }

  /** Sends requests together, each exactly once and in this order. A rate holds back all of them, and none from another. */
  async together(racers: readonly Racer[]): Promise<void> {
    await this.#world.pace.turn(this.#world.signal, racers.length)
    await allEnded(racers.map(async (racer) => this.#begin(racer)))
  }

  /**
   * Sends bytes as they are, chars being bytes; `PATH`, `HOST` and `AUTH` in them become the path for an id, the host and
   * the manager's `Authorization` field. `shape` says what is unusual about them.
   */
  async sendRaw(shape: string, template: string, id: string): Promise<Exchange> {
    const lane = this.lane(0)
    const target = pathAt(this.#world, lane.door, id)
    const text = template
      .replace('PATH', () => target)
      .replace('HOST', () => new URL(lane.door.url).host)
      .replace('AUTH', () => `Authorization: Bearer ${this.cast.manager.secret}`)
    const authorization = template.includes('AUTH') ? [['Authorization', `Bearer ${this.cast.manager.secret}`] as const] : []
    const request = { method: 'POST', target, headers: authorization, raw: new Uint8Array(Buffer.from(text, 'latin1')), shape }
    return sendOnce(this.#world, lane, { scenario: this.scenario, case: this.id }, request)
  }

  async revoke(target: Actor, by: Bearer, body?: BodyPlan, lane?: Lane): Promise<Exchange> {
    return this.send({ of: target, by, ...(body === undefined ? {} : { body }) }, lane)
  }

  /** Asks whether a credential is alive: revokes an id nobody has, without a body. */
  async probe(bearer: Bearer, lane: Lane = this.lane()): Promise<Exchange> {
    if (lane.door.kind !== 'probe') return this.send({ id: this.unknownId(), by: bearer }, lane)
    const [method = 'GET', path = '/'] = lane.door.operation?.split(' ') ?? []
    return this.send({ method, path: new URL(lane.door.url).pathname.replace(/\/+$/, '') + path, by: bearer }, lane)
  }

  /** Probes on the case's two connections and through every other door, so that caches know the credential. */
  async meet(bearer: Bearer): Promise<void> {
    await this.probe(bearer, this.lane(0))
    await this.probe(bearer, this.lane(1))
    await this.probeOtherDoors(bearer)
  }

  /**
   * Probes on another open connection, on the same, on a fresh one, and through every other door. The other goes first: the
   * same may be kept busy until the revocation that it carried has its effect.
   */
  async follow(bearer: Bearer): Promise<void> {
    await this.probe(bearer, this.lane(1))
    await this.probe(bearer, this.lane(0))
    await this.probeFresh(bearer)
    await this.probeOtherDoors(bearer)
  }

  async probeFresh(bearer: Bearer): Promise<Exchange> {
    const lane = this.lane(2)
    await lane.reset()
    return this.probe(bearer, lane)
  }

  async probeOtherDoors(bearer: Bearer): Promise<void> {
    for (const door of this.#world.doors.slice(1)) await this.probe(bearer, this.lane(0, door))
  }

  async wait(ms: number): Promise<void> {
    await pause(this.#world, ms)
  }

  /** Gives the lanes back; the case is over. */
  end(): void {
    for (const lane of this.#lanes.splice(0)) this.#world.lanes.giveBack(lane)
  }

  async #begin({ plan, lane, after = 0 }: Racer): Promise<void> {
    if (after > 0) await this.wait(after)
    await sendNow(this.#world, lane, { scenario: this.scenario, case: this.id }, this.#request(plan, lane.door))
  }

  /** @throws Withheld for what may not be sent. */
  #request(plan: RequestPlan, door: Door): Omit<WireRequest, 'timeout'> {
    if (!this.allows(plan)) throw new Withheld('It could wipe a careless system.')
    const { method = 'POST', id, of, path, query, by, headers = [], body, abortAfter } = plan
    const target = path ?? pathAt(this.#world, door, id ?? encodeURIComponent(of?.token.id ?? ''))
    const authorization = by === undefined ? [] : 'secret' in by ? [`Bearer ${by.secret}`] : by
    const type = body?.contentType === undefined ? [] : [['Content-Type', body.contentType] as const]
    return {
      method,
      target: query === undefined ? target : `${target}?${query}`,
      headers: [...authorization.map((value) => ['Authorization', value] as const), ...type, ...headers],
      ...(body?.bytes === undefined ? {} : { body: body.bytes }),
      ...(body?.framing === undefined ? {} : { framing: body.framing }),
      ...(abortAfter === undefined ? {} : { abortAfter }),
    }
  }
}
