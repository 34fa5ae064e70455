import { createHash, randomBytes } from 'node:crypto'
import type { Contract } from '../contract/index.ts'
import { givenContract } from '../contract/index.ts'
import { control, controlPrefix } from './control/control.ts'
import type { Registry } from './control/registry.ts'
import { itemOf, registryOf } from './control/registry.ts'
import { arranged, toEnvironment } from './environments/index.ts'
import { MockError } from './errors.ts'
import { toFault, withFaults } from './faults/index.ts'
import { withCors } from './http/cors.ts'
import { openDoors } from './http/doors.ts'
import type { Handler } from './http/host.ts'
import { mockName } from './http/mock-name.ts'
import { wireErrors } from './http/wire-errors.ts'
import type { Mock, MockOptions } from './mock.ts'
import { defaultSeed, mapped, seededTokens } from './model/seeds.ts'
import { baseSteps } from './pipeline/base-steps.ts'
import { pipelineOf } from './pipeline/pipeline.ts'
import { stockPrism } from './pipeline/stock-prism.ts'
import { toReadings } from './readings/readings.ts'
import { memoryStore } from './store/memory.ts'
import { defaultWorld } from './store/store.ts'

/**
 * Starts a mock of the contract and resolves when it listens.
 *
 * @throws MockError when an option is wrong or the port cannot be had.
 * @throws ContractError when the contract cannot be used.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { host = '127.0.0.1', port = 0, seed = defaultSeed } = options
  checkNumber('port', port, 65_535)
  checkNumber('seed', seed, 0xffff_ffff)
  const readings = toReadings(options.readings ?? {})
  const faults = (options.faults ?? []).map(toFault)
  const environment = arranged((options.environments ?? []).map(toEnvironment), { clock: Date.now, random: randomBytes })
  const contract = await contractOf(options.contract)

  const clock = (): number => Date.now() + environment.clockAhead
  const seeds = seededTokens(seed)
  const store = memoryStore().world(defaultWorld)
  const registry = registryOf({ store, seeds, random: randomBytes, clock, digest })
  const stock = stockPrism(contract, seed)
  let api = freshApi()
  await registry.start()

  const name = mockName()
  const doors = await openDoors(
    { host, port, count: environment.doors },
    {
      handler: withControl((request) => api(request), { ...registry, reset }),
      headers: () => (readings['date-header'] === 'absent' ? name : { date: new Date(clock()).toUTCString(), ...name }),
      wireError: wireErrors(readings['wire-error-body']),
      onCrash: options.onCrash ?? ((error) => console.error(error)),
      connections: { requests: environment.requestsPerConnection, idle: environment.idleTimeout },
      limits: {
        headersTimeout: options.headersTimeout ?? 10_000,
        requestTimeout: options.requestTimeout ?? 30_000,
      },
    },
  )
  return {
    url: doors.urls[0] ?? '',
    replicas: doors.urls,
    tokens: mapped(seeds, itemOf),
    issue: (kind, count = 1) => registry.issue(kind, count),
    reset,
    close: (patience = 2000) => doors.close(patience),
  }

  /** The operations of the contract, with faults that remember nothing yet. */
  function freshApi(): Handler {
    const steps = withFaults(baseSteps({ contract, store, readings, clock, digest }), faults, { store, clock })
    const bodyFirst = readings['check-order'] === 'body-first'
    return environment.around(withCors(pipelineOf({ contract, steps, stock, bodyFirst })))
  }

  async function reset(): Promise<void> {
    api = freshApi()
    await registry.reset()
  }
}

function withControl(api: Handler, registry: Registry): Handler {
  return (request) => (request.target.startsWith(controlPrefix) ? control(request, registry) : api(request))
}

function checkNumber(name: string, value: number, largest: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= largest) return
  throw new MockError('BAD_OPTION', `The ${name} must be a whole number from 0 to ${largest}, not ${value}.`)
}

async function contractOf(file: string | undefined): Promise<Contract> {
  if (file === undefined) return givenContract
  const { loadContract } = await import('../contract/load.ts')
  return loadContract(file)
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
