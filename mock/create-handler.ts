import { givenContract } from '../contract/index.ts'
import { fetchHostOf } from './http/fetch-host.ts'
import { base64url } from './model/mint.ts'
import type { MockWorlds } from './mock.ts'
import { documentedAnswers } from './pipeline/documented-answers.ts'
import type { ServiceOptions } from './service.ts'
import { serviceOf } from './service.ts'
import { memoryStore } from './store/memory.ts'
import type { World } from './worlds/world.ts'

/** A mock as a function from a request to its answer: the world of requests that name none, and what there is beside it. */
export interface MockHandler extends Omit<World, 'name'>, MockWorlds {
  /** Rejects as `fetch` does: with a TypeError where the mock drops the connection, with its reason when the request is aborted. */
  (request: Request): Promise<Response>
}

/** How a handler is to behave; everything has a default. */
export interface HandlerOptions extends ServiceOptions {
  /** Told what happened when the mock itself fails; default: written to the console. */
  readonly onCrash?: (error: unknown) => void
}

/**
 * The mock without a port: for tests within one process, for servers built on the Fetch API, for browsers. It serves the
 * given contract, and needs nothing but the Web Crypto API, which a page has over HTTPS and on localhost.
 *
 * Each request is a connection of its own, so that environments and faults that are about connections change nothing. The
 * Fetch API joins several `Authorization` headers into one.
 *
 * @throws MockError when an option is wrong.
 */
export function createHandler(options: HandlerOptions = {}): MockHandler {
  const service = serviceOf(options, {
    contract: givenContract,
    store: memoryStore(),
    clock: Date.now,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    digest,
    stock: () => documentedAnswers,
    name: { 'x-mock': 'dayzero-contract' },
    network: undefined,
  })
  const ready = service.start()
  // Told to whoever sends a request.
  ready.catch(() => undefined)
  const { name: _, ...first } = service.first
  const host = fetchHostOf(service, options.onCrash ?? ((error) => console.error(error)))
  return Object.assign((request: Request) => ready.then(() => host(request)), {
    ...first,
    world: service.world,
    worlds: service.worlds,
    removeWorld: service.removeWorld,
  })
}

async function digest(secret: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))))
}
