import type { HttpHandler } from 'msw'
import { http, HttpResponse } from 'msw'
import { apiPaths } from './api-paths.ts'
import type { HandlerOptions, MockHandler } from './create-handler.ts'
import { createHandler } from './create-handler.ts'
import { DroppedConnection } from './http/fetch-host.ts'

/** How the mock is to behave; everything has a default. */
export interface MswOptions extends HandlerOptions {
  /**
   * Where your page expects the API, such as `https://api.example.com` or `/backend`. Default: the contract's paths on
   * every origin.
   */
  readonly baseUrl?: string
}

/** A mock behind Mock Service Worker. */
export interface MswMock {
  /** For `setupWorker` or `setupServer`, or for `worker.use`. */
  readonly handlers: readonly HttpHandler[]
  /** The mock itself: its tokens, switches and journal. */
  readonly mock: MockHandler
}

/**
 * The mock as request handlers of Mock Service Worker, in a browser or in Node. They answer the contract's operation and the
 * mock's own `/_mock/…`; everything else is left alone. The tokens live as long as the page: a reload starts over.
 *
 * @throws MockError when an option is wrong.
 */
export function createHandlers({ baseUrl, ...options }: MswOptions = {}): MswMock {
  const mock = createHandler(options)
  const { pattern, target } = apiPaths(baseUrl)
  return { handlers: [http.all(pattern, ({ request }) => answerTo(request))], mock }

  async function answerTo(request: Request): Promise<Response> {
    const url = new URL(request.url).origin + target(request.url)
    try {
      return await mock(url === request.url ? request : new Request(url, request))
    } catch (error) {
      if (error instanceof DroppedConnection) return HttpResponse.error()
      throw error
    }
  }
}
