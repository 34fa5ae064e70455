import { setupServer } from 'msw/node'
import { createHandler } from '../create-handler.ts'
import { createHandlers } from '../msw.ts'
import type { ServiceOptions } from '../service.ts'
import type { PlainAnswer, PlainRequest } from './plain-exchange.ts'
import { plain, plainOf, requestOf } from './plain-exchange.ts'
import { setup } from './setup.ts'

/** One way for a request to reach the mock. */
export type Carrier = (request: PlainRequest) => Promise<PlainAnswer>

/** Mocks of the same options: over HTTP, as a function, and behind Mock Service Worker. */
export async function carriers(
  options: ServiceOptions = {},
): Promise<{ readonly http: Carrier; readonly handler: Carrier; readonly msw: Carrier }> {
  const { send } = await setup(options)
  const handler = createHandler(options)
  const server = setupServer(...createHandlers(options).handlers)
  return {
    async http({ method, target, headers, body }) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
      const sent = body === undefined ? {} : { body: Buffer.from(body, 'latin1') }
      return plain(await send({ method, path: target, as: null, type: null, headers: lines, ...sent }))
    },
    handler: async (request) => plainOf(await handler(requestOf(request))),
    async msw(request) {
      server.listen({ onUnhandledRequest: 'error' })
      try {
        return await plainOf(await fetch(requestOf(request)))
      } finally {
        server.close()
      }
    },
  }
}
