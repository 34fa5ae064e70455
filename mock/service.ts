import type { Contract } from '../contract/index.ts'
import type { Controlled } from './control/call.ts'
import type { ForcedAnswerOrder, Latency, NetworkRates, Report, TimeChange } from './control/generated/types.ts'
import type { Arrangement } from './environments/environment.ts'
import { arranged, toEnvironment } from './environments/index.ts'
import { MockError } from './errors.ts'
import { withCors } from './http/cors.ts'
import type { Handler } from './http/handler.ts'
import { whenAway } from './http/when-away.ts'
import type { WireError } from './http/wire-error.ts'
import { wireErrors } from './http/wire-error.ts'
import type { WorldsNews } from './journal/events.ts'
import { base64url } from './model/mint.ts'
import type { RandomBytes } from './model/random.ts'
import { remembered } from './model/remembered.ts'
import { defaultSeed } from './model/seeds.ts'
import type { Answer } from './pipeline/answer.ts'
import type { Incoming } from './pipeline/incoming.ts'
import type { StockPrism } from './pipeline/stock-prism.ts'
import type { MaybePromise, Store } from './store/store.ts'
import { after, defaultWorld } from './store/store.ts'
import { adoptionOf } from './switches/like.ts'
import { pausesOf } from './switches/pauses.ts'
import { startingFrom } from './switches/switches.ts'
import type { Served } from './worlds/behaviour.ts'
import type { RunningWorld } from './worlds/create-world.ts'
import { createWorld } from './worlds/create-world.ts'
import type { StartingState } from './worlds/opening.ts'
import { openingOf } from './worlds/opening.ts'
import type { World } from './worlds/world.ts'
import { worldFor, worldNameOf, worldsOf } from './worlds/worlds.ts'

/** What a mock does, whatever carries its requests: node:http, the Fetch API, a service worker. */
export interface Service {
  readonly handler: Handler
  readonly wireError: WireError
  /** What surrounds it; the part about connections and ports is for its host to arrange. */
  readonly environment: Required<Arrangement>
  /**
   * Puts the tokens it starts with into the store, unless they are there. Call it once, before the first request.
   *
   * @throws MockError when an option is wrong, or the store has kept something else.
   */
  readonly start: () => Promise<void>
  /** The world of requests that name none. */
  readonly first: World
  /** A world by its name, made on first use. */
  readonly world: (name: string) => Promise<World>
  /** The names of the worlds in use. */
  readonly worlds: () => Promise<string[]>
  /** Forgets a world. */
  readonly removeWorld: (name: string) => Promise<void>
  /** Serves another version of the contract from now on, to the same tokens; faults forget what they remember. */
  readonly adopt: (contract: Contract) => Promise<void>
  /** Ends what would go on for ever: events, and the waiting for entries. */
  readonly close: () => void
  /** Ends the holding back of answers that nobody can get any more. */
  readonly release: () => void
}

/** How a service behaves; everything has a default. */
export interface ServiceOptions {
  /** Changes the seeded tokens, and what is left to chance, reproducibly; default 1. */
  readonly seed?: number
  /** How to read the contract where it leaves a choice, such as `{ repeat: '400' }`; see `readings`. */
  readonly readings?: Readonly<Record<string, string>>
  /** A report of `check`, whose observed readings are taken over; `readings` come before them. */
  readonly like?: Report
  /** Promises to break, such as `['revoke-is-noop', 'grace-period=100']`; see `faults`. */
  readonly faults?: readonly string[]
  /** What surrounds the mock, such as `['jitter', 'rate-limit=100']`; see `environments`. */
  readonly environments?: readonly string[]
  /** How long answers are held back, in ms: `300`, `{ min: 100, max: 500 }`, or a long tail, `{ median: 100, p99: 2000 }`. */
  readonly latency?: Latency
  /** The share of answers that meet a network fault, such as `{ reset: 0.1 }`. */
  readonly network?: NetworkRates
  /** Answers for the first requests that match, such as `[{ answer: { status: 503 }, times: 2 }]`. They change no state. */
  readonly answers?: readonly ForcedAnswerOrder[]
  /** What the tokens are at the start, such as `{ issue: { revocable: 20 }, revoke: { 'revocable-1': {} } }`. */
  readonly state?: StartingState
  /** What time it is at the start, and whether it stands still, such as `{ now: '2026-01-15T09:30:00Z', frozen: true }`. */
  readonly time?: TimeChange
  /** How many requests the journal of the first world keeps; default 10_000. Those of other worlds keep a tenth. */
  readonly journal?: number
  /** How many worlds there may be; default 100. */
  readonly worlds?: number
  /** What requests to `/_mock/` must carry; then they may come from other machines, too. */
  readonly controlToken?: string
}

/** What a service needs of the place it runs in. */
export interface Platform {
  readonly contract: Contract
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly random: RandomBytes
  /** SHA-256 in base64url. */
  readonly digest: (secret: string) => MaybePromise<string>
  readonly stock: (contract: Contract, seed: number) => StockPrism
  /** The header that tells a client whom it talks to. */
  readonly name: Readonly<Record<string, string>>
  /** A page in the text format of Prometheus; without it nothing is measured. */
  readonly metrics?: () => Promise<string>
  /** Whether requests come over a network, and by which name this machine listens there. */
  readonly network: { readonly host: string } | undefined
}

/** Everything under this path belongs to the mock, not to the contract. */
export const controlPrefix = '/_mock/'

/** @throws MockError when an option is wrong. */
export function serviceOf(options: ServiceOptions, platform: Platform): Service {
  const { store, random, name: header } = platform
  const digest = remembered(platform.digest)
  const seed = wholeNumber('seed', options.seed ?? defaultSeed, 0xffff_ffff)
  const capacity = wholeNumber('journal', options.journal ?? 10_000, 1_000_000, 1)
  const environment = arranged((options.environments ?? []).map(toEnvironment), { clock: platform.clock, random })
  const { state = {}, answers = [], time = {} } = options
  const start = { switches: startingFrom(given(options)), time, answers }
  const servedAs = (contract: Contract): Served => ({ contract, stock: platform.stock(contract, seed) })
  let served = servedAs(platform.contract)
  const life = base64url(random(6))
  const pauses = pausesOf()
  const shared = {
    served: () => served,
    seed,
    opening: openingOf(seed, state),
    machine: () => platform.clock() + environment.clockAhead,
    random,
    digest,
    start,
    header,
    pause: pauses.pause,
    life,
  }
  const create = (name: string, news: WorldsNews): RunningWorld => {
    const share = name === defaultWorld ? 1 : 0.1
    const limits = { capacity: Math.ceil(capacity * share), memory: journalMemory * share }
    return createWorld({ ...shared, name, store: store.world(name), limits, worlds: news })
  }
  const limit = wholeNumber('number of worlds', options.worlds ?? 100, 10_000, 1)
  const worlds = worldsOf({ create, drop: (name) => store.drop(name), limit, life })
  const { first } = worlds
  const api = environment.around(withCors(inItsWorld))
  const control = whenAway(
    controlling({
      worlds,
      contract: () => served.contract,
      store,
      metrics: platform.metrics ?? noMetrics,
      header,
      access: accessOf(options.controlToken, platform.network),
    }),
  )

  return {
    handler: (request) => after(request.target.startsWith(controlPrefix) ? control(request) : api(request), dressed),
    wireError: (status, detail) => dressed(wireErrors(first.behaviour().readings['wire-error-body'])(status, detail)),
    environment,
    async start() {
      await first.start(state.reset)
      if (state.restore !== undefined) await first.world.snapshots.restore(state.restore)
      if (state.save !== undefined) await first.world.snapshots.save(state.save)
    },
    first: first.world,
    world: async (name) => (await worlds.named(name)).world,
    worlds: async () => (await worlds.all()).map(({ world }) => world.name),
    removeWorld: worlds.remove,
    async adopt(contract) {
      served = servedAs(contract)
      for (const world of await worlds.all()) world.renew()
    },
    close: worlds.close,
    release: pauses.end,
  }

  function inItsWorld(request: Incoming): Answer | Promise<Answer> {
    return after(worldFor(worlds, worldNameOf(request)), (world) => ('status' in world ? world : world.handler(request)))
  }

  /** An answer with the headers that every answer has; those of a world have them already. */
  function dressed(answer: Answer): Answer {
    if ('x-mock' in answer.headers) return answer
    const date = first.behaviour().readings['date-header'] === 'absent' ? {} : { date: new Date(first.now()).toUTCString() }
    return { ...answer, headers: { ...date, ...header, ...answer.headers } }
  }
}

/** How much memory the journal of the first world may keep, roughly, in bytes. */
const journalMemory = 33_554_432

function given({ readings, like, faults, latency, network }: ServiceOptions): Parameters<typeof startingFrom>[0] {
  return {
    readings: { ...(like === undefined ? {} : adoptionOf(like).readings), ...readings },
    ...(faults === undefined ? {} : { faults }),
    ...(latency === undefined ? {} : { latency }),
    ...(network === undefined ? {} : { network }),
  }
}

/** A mock inside another program measures nothing. */
const noMetrics = (): Promise<string> => Promise.resolve('')

function accessOf(token: string | undefined, network: Platform['network']): Controlled['access'] {
  if (token !== undefined && !/^[!-~]{8,200}$/.test(token))
    throw new MockError('BAD_OPTION', 'The control token must have 8 to 200 visible characters, all of them ASCII.')
  return { token, isNetworked: network !== undefined, host: network?.host }
}

/** The control API is loaded with the first request that asks for it. */
function controlling(mock: Controlled): (request: Incoming) => Promise<Answer> {
  let loading: Promise<(request: Incoming) => Promise<Answer>> | undefined
  return async (request) => {
    loading ??= import('./control/control.ts').then(({ controlOf }) => controlOf(mock))
    return (await loading)(request)
  }
}

/** @throws MockError `BAD_OPTION` when it is none, or outside of its bounds. */
export function wholeNumber(name: string, value: number, largest: number, smallest = 0): number {
  if (Number.isInteger(value) && value >= smallest && value <= largest) return value
  throw new MockError('BAD_OPTION', `The ${name} must be a whole number from ${smallest} to ${largest}, not ${value}.`)
}
