import type { Contract } from '../contract/index.ts'
import { control, controlPrefix } from './control/control.ts'
import type { TokenItem } from './control/registry.ts'
import { itemOf, registryOf } from './control/registry.ts'
import type { Arrangement } from './environments/environment.ts'
import { arranged, toEnvironment } from './environments/index.ts'
import { MockError } from './errors.ts'
import { toFault, withFaults } from './faults/index.ts'
import { withCors } from './http/cors.ts'
import type { Handler } from './http/handler.ts'
import { whenAway } from './http/when-away.ts'
import type { WireError } from './http/wire-error.ts'
import { wireErrors } from './http/wire-error.ts'
import type { RandomBytes } from './model/random.ts'
import type { Seeded } from './model/seeds.ts'
import { defaultSeed, mapped, seededTokens } from './model/seeds.ts'
import type { TokenKind } from './model/token.ts'
import { baseSteps } from './pipeline/base-steps.ts'
import { pipelineOf } from './pipeline/pipeline.ts'
import type { StockPrism } from './pipeline/stock-prism.ts'
import { toReadings } from './readings/readings.ts'
import type { MaybePromise, Store } from './store/store.ts'
import { defaultWorld } from './store/store.ts'

/** What a mock does, whatever carries its requests: node:http, the Fetch API, a service worker. */
export interface Service {
  /** The tokens it starts with, secrets included. */
  readonly tokens: Seeded<TokenItem>
  readonly handler: Handler
  /** Headers for every answer, made when it is sent. */
  readonly headers: () => Readonly<Record<string, string>>
  readonly wireError: WireError
  /** What surrounds it; the part about connections and ports is for its host to arrange. */
  readonly environment: Required<Arrangement>
  readonly issue: (kind: TokenKind, count?: number) => Promise<TokenItem[]>
  /** Puts the tokens it starts with into the store, unless they are there. Call it once before the first request. */
  readonly start: () => Promise<void>
  /** Back to the tokens it starts with; faults forget what they remember. */
  readonly reset: () => Promise<void>
}

/** How a service behaves; everything has a default. */
export interface ServiceOptions {
  /** Changes the seeded tokens, reproducibly; default 1. */
  readonly seed?: number
  /** How to read the contract where it leaves a choice, such as `{ repeat: '400' }`; see `readings`. */
  readonly readings?: Readonly<Record<string, string>>
  /** Promises to break, such as `['revoke-is-noop', 'grace-period=100']`; see `faults`. */
  readonly faults?: readonly string[]
  /** What surrounds the mock, such as `['jitter', 'rate-limit=100']`; see `environments`. */
  readonly environments?: readonly string[]
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
}

/** @throws MockError when an option is wrong. */
export function serviceOf(options: ServiceOptions, { contract, random, digest, stock, name, ...platform }: Platform): Service {
  const seed = wholeNumber('seed', options.seed ?? defaultSeed, 0xffff_ffff)
  const readings = toReadings(options.readings ?? {})
  const faults = (options.faults ?? []).map(toFault)
  const environment = arranged((options.environments ?? []).map(toEnvironment), { clock: platform.clock, random })
  const clock = (): number => platform.clock() + environment.clockAhead

  const seeds = seededTokens(seed)
  const store = platform.store.world(defaultWorld)
  const registry = registryOf({ store, seeds, random, clock, digest })
  const stateless = stock(contract, seed)
  const operate = whenAway((request) => control(request, { ...registry, reset }))
  let api = freshApi()

  return {
    tokens: mapped(seeds, itemOf),
    handler: (request) => (request.target.startsWith(controlPrefix) ? operate(request) : api(request)),
    headers: () => (readings['date-header'] === 'absent' ? name : { date: new Date(clock()).toUTCString(), ...name }),
    wireError: wireErrors(readings['wire-error-body']),
    environment,
    issue: (kind, count = 1) => registry.issue(kind, count),
    start: () => registry.start(),
    reset,
  }

  /** The operations of the contract, with faults that remember nothing yet. */
  function freshApi(): Handler {
    const steps = withFaults(baseSteps({ contract, store, readings, clock, digest }), faults, { store, clock, random, digest })
    const bodyFirst = readings['check-order'] === 'body-first'
    return environment.around(withCors(whenAway(pipelineOf({ contract, steps, stock: stateless, bodyFirst }))))
  }

  async function reset(): Promise<void> {
    api = freshApi()
    await registry.reset()
  }
}

/** @throws MockError `BAD_OPTION` when it is none, or larger. */
export function wholeNumber(name: string, value: number, largest: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= largest) return value
  throw new MockError('BAD_OPTION', `The ${name} must be a whole number from 0 to ${largest}, not ${value}.`)
}
