import { createHash, randomBytes } from 'node:crypto'
import type { Contract } from '../contract/index.ts'
import { givenContract } from '../contract/index.ts'
import { openDoors } from './http/doors.ts'
import { mockName } from './http/mock-name.ts'
import type { Mock, MockOptions } from './mock.ts'
import { stockPrism } from './pipeline/stock-prism.ts'
import { serviceOf, wholeNumber } from './service.ts'
import { memoryStore } from './store/memory.ts'

/**
 * Starts a mock of the contract and resolves when it listens.
 *
 * @throws MockError when an option is wrong or the port cannot be had.
 * @throws ContractError when the contract cannot be used.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { host = '127.0.0.1', port = 0 } = options
  wholeNumber('port', port, 65_535)
  const service = serviceOf(options, {
    contract: await contractOf(options.contract),
    store: memoryStore(),
    clock: Date.now,
    random: randomBytes,
    digest,
    stock: stockPrism,
    name: mockName(),
  })
  await service.start()

  const { environment, handler, headers, wireError } = service
  const doors = await openDoors(
    { host, port, count: environment.doors },
    {
      handler,
      headers,
      wireError,
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
    tokens: service.tokens,
    issue: service.issue,
    reset: service.reset,
    close: (patience = 2000) => doors.close(patience),
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
