import { createHash, randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Contract } from '../contract/index.ts'
import { givenContract } from '../contract/index.ts'
import { control, controlPrefix } from './control/control.ts'
import type { TokenItem } from './control/registry.ts'
import { itemOf, registryOf } from './control/registry.ts'
import { toFault, withFaults } from './faults/index.ts'
import { withCors } from './http/cors.ts'
import { hostOf } from './http/host.ts'
import { listen } from './http/listen.ts'
import { mockName } from './http/mock-name.ts'
import { wireErrors } from './http/wire-errors.ts'
import type { Seeded } from './model/seeds.ts'
import { defaultSeed, mapped, seededTokens } from './model/seeds.ts'
import type { TokenKind } from './model/token.ts'
import { baseSteps } from './pipeline/base-steps.ts'
import { pipelineOf } from './pipeline/pipeline.ts'
import { stockPrism } from './pipeline/stock-prism.ts'
import { toReadings } from './readings/readings.ts'
import { memoryStore } from './store/memory.ts'

/** How a mock is to be started; everything has a default. */
export interface MockOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Default 127.0.0.1. */
  readonly host?: string
  /** Changes the seeded tokens, reproducibly; default 1. */
  readonly seed?: number
  /** Another version of the contract, as a path; default the given one. */
  readonly contract?: string
  /** How to read the contract where it leaves a choice, such as `{ repeat: '400' }`; see `readings`. */
  readonly readings?: Readonly<Record<string, string>>
  /** Promises to break, such as `['revoke-is-noop', 'grace-period=100']`; see `faults`. */
  readonly faults?: readonly string[]
  /** How long a client may take for the headers of a request, and for all of it, in ms; default 10_000 and 30_000. */
  readonly headersTimeout?: number
  readonly requestTimeout?: number
  /** Told what happened when the mock itself fails; default: written to stderr. */
  readonly onCrash?: (error: unknown) => void
}

/** A running mock. */
export interface Mock {
  /** Such as `http://127.0.0.1:4010`, without a slash at its end. */
  readonly url: string
  /** The tokens it started with, secrets included. */
  readonly tokens: Seeded<TokenItem>
  /** Issues more tokens, like `POST /_mock/tokens`. */
  issue(kind: TokenKind, count?: number): Promise<TokenItem[]>
  /** Back to the tokens it started with. */
  reset(): Promise<void>
  /** Stops listening, lets requests in flight end, and cuts off those that have not after `patience` ms; default 2000. */
  close(patience?: number): Promise<void>
}

/**
 * Starts a mock of the contract and resolves when it listens.
 *
 * @throws MockError when an option is wrong or the port cannot be had.
 * @throws ContractError when the contract cannot be used.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const readings = toReadings(options.readings ?? {})
  const faults = (options.faults ?? []).map(toFault)
  const seed = options.seed ?? defaultSeed
  const seeds = seededTokens(seed)
  const contract = await contractOf(options.contract)
  const clock = Date.now
  const store = memoryStore()
  const registry = registryOf({ store, seeds, random: randomBytes, clock, digest })
  await registry.reset()

  const steps = withFaults(baseSteps({ contract, store, readings, clock, digest }), faults, { store, clock })
  const stock = stockPrism(contract, seed)
  const api = withCors(pipelineOf({ contract, steps, stock, bodyFirst: readings['check-order'] === 'body-first' }))
  const name = mockName()
  const host = hostOf({
    handler: (request) => (request.target.startsWith(controlPrefix) ? control(request, registry) : api(request)),
    headers: () => (readings['date-header'] === 'absent' ? name : { date: new Date(clock()).toUTCString(), ...name }),
    wireError: wireErrors(readings['wire-error-body']),
    onCrash: options.onCrash ?? ((error) => console.error(error)),
    limits: { headersTimeout: options.headersTimeout ?? 10_000, requestTimeout: options.requestTimeout ?? 30_000 },
  })
  const address = options.host ?? '127.0.0.1'
  await listen(host.server, options.port ?? 0, address)

  return {
    url: urlOf(host.server.address() as AddressInfo, address),
    tokens: mapped(seeds, itemOf),
    issue: (kind, count = 1) => registry.issue(kind, count),
    reset: () => registry.reset(),
    close: (patience = 2000) => host.close(patience),
  }
}

async function contractOf(file: string | undefined): Promise<Contract> {
  if (file === undefined) return givenContract
  const { loadContract } = await import('../contract/load.ts')
  return loadContract(file)
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** A wildcard address is no place to send requests to. */
function urlOf({ port, family, address }: AddressInfo, host: string): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : host}:${port}`
}
