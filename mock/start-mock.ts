import { hash, randomBytes } from 'node:crypto'
import type { Contract, ContractError } from '../contract/index.ts'
import { givenContract } from '../contract/index.ts'
import { withConsole } from './console/serve-console.ts'
import { MockError } from './errors.ts'
import type { Doors } from './http/doors.ts'
import { openDoors } from './http/doors.ts'
import type { HostOptions } from './http/host.ts'
import { mockName } from './http/mock-name.ts'
import { metricsOf } from './metrics/metrics.ts'
import type { Mock, MockOptions } from './mock.ts'
import { readReport } from './read-report.ts'
import { stockPrism } from './pipeline/stock-prism.ts'
import type { ServiceOptions } from './service.ts'
import { serviceOf, wholeNumber } from './service.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'
import type { ContractNews } from './watch-contract.ts'
import { watchContract } from './watch-contract.ts'
import { leadingTo } from './worlds/worlds.ts'

/**
 * Starts a mock of the contract and resolves when it listens.
 *
 * @throws MockError when an option is wrong, or the store or the port cannot be had.
 * @throws ContractError when the contract cannot be used.
 */
export async function startMock({ like, ...options }: MockOptions = {}): Promise<Mock> {
  wholeNumber('port', options.port ?? 0, 65_535)
  if (options.watch !== undefined && options.contract === undefined)
    throw new MockError('BAD_OPTION', 'There is no file to watch. Give one with --contract.')
  const contract = await contractOf(options.contract)
  const report = typeof like === 'string' ? await readReport(like) : like
  const store = await openStore(options.store ?? 'memory:')
  try {
    return await served(report === undefined ? options : { ...options, like: report }, contract, store)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function served(options: Omit<MockOptions, 'like'> & ServiceOptions, contract: Contract, store: Store): Promise<Mock> {
  const { host = '127.0.0.1', port = 0 } = options
  const metrics = metricsOf(store, () => performance.now())
  const service = serviceOf(options, {
    contract,
    store,
    clock: Date.now,
    random: randomBytes,
    digest,
    stock: stockPrism,
    name: mockName(),
    network: { host },
    metrics: metrics.page,
  })
  await service.start()

  const { environment } = service
  const handler = metrics.counted(withConsole(service.handler))
  const shared: Omit<HostOptions, 'handler'> = {
    wireError: service.wireError,
    onCrash: options.onCrash ?? ((error) => console.error(error)),
    connections: { requests: environment.requestsPerConnection, idle: environment.idleTimeout },
    limits: {
      headersTimeout: options.headersTimeout ?? 10_000,
      requestTimeout: options.requestTimeout ?? 30_000,
    },
  }
  const doors = await openDoors({ host, port, count: environment.doors }, { ...shared, handler })
  const toWorlds = new Set<Doors>()
  const { watch } = options
  const unwatch = watch === undefined ? undefined : watchContract(contract, (news) => void adopted(news).then(watch))
  const { name: _, ...first } = service.first
  return {
    ...first,
    world: service.world,
    worlds: service.worlds,
    removeWorld: service.removeWorld,
    url: doors.urls[0] ?? '',
    replicas: doors.urls,
    async door(world) {
      const { name } = await service.world(world)
      const opened = await openDoors({ host, port: 0, count: 1 }, { ...shared, handler: leadingTo(name, handler) })
      toWorlds.add(opened)
      return {
        url: opened.urls[0] ?? '',
        async close(patience = 2000) {
          toWorlds.delete(opened)
          await opened.close(patience)
        },
      }
    },
    async close(patience = 2000) {
      unwatch?.()
      service.close()
      await Promise.all([doors, ...toWorlds].map((opened) => opened.close(patience)))
      service.release()
      await store.close()
    },
  }

  async function adopted(news: ContractNews): Promise<ContractError | undefined> {
    if (news.kind === 'broken') return news.error
    await service.adopt(news.contract)
    return undefined
  }
}

async function contractOf(file: string | undefined): Promise<Contract> {
  if (file === undefined) return givenContract
  const { loadContract } = await import('../contract/load.ts')
  return loadContract(file)
}

function digest(secret: string): string {
  return hash('sha256', secret, 'base64url')
}
