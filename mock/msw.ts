import type { HttpHandler } from 'msw'
import { http, HttpResponse } from 'msw'
import { operation } from '../contract/index.ts'
import type { HandlerOptions, MockHandler } from './create-handler.ts'
import { createHandler } from './create-handler.ts'
import { MockError } from './errors.ts'
import { DroppedConnection } from './http/fetch-host.ts'
import { controlPrefix } from './service.ts'

/** How the mock is to behave; everything has a default. */
export interface MswOptions extends HandlerOptions {
  /**
   * Where your page expects the API, such as `https://api.example.com` or `/backend`. Default: the contract's paths on
   * every origin.
   */
  readonly baseUrl?: string
}

/** A mock behind Mock Service Worker. */
export interface MswMock extends Pick<MockHandler, 'tokens' | 'issue' | 'reset'> {
  /** For `setupWorker` or `setupServer`, or for `worker.use`. */
  readonly handlers: readonly HttpHandler[]
}

/**
 * The mock as request handlers of Mock Service Worker, in a browser or in Node. They answer the contract's operation and the
 * mock's own `/_mock/…`; everything else is left alone. The tokens live as long as the page: a reload starts over.
 *
 * @throws MockError when an option is wrong.
 */
export function createHandlers({ baseUrl, ...options }: MswOptions = {}): MswMock {
  const mock = createHandler(options)
  const base = baseUrl === undefined ? undefined : urlOf(baseUrl)
  return {
    handlers: [http.all(pathsUnder(base), ({ request }) => answerTo(withoutBase(request, base)))],
    tokens: mock.tokens,
    issue: (kind, count) => mock.issue(kind, count),
    reset: () => mock.reset(),
  }

  async function answerTo(request: Request): Promise<Response> {
    try {
      return await mock(request)
    } catch (error) {
      if (error instanceof DroppedConnection) return HttpResponse.error()
      throw error
    }
  }
}

/** Relative to the page, where there is one. */
function urlOf(baseUrl: string): URL {
  const { location } = globalThis as { readonly location?: { readonly href: string } }
  if (URL.canParse(baseUrl, location?.href)) return new URL(baseUrl, location?.href)
  throw new MockError('BAD_OPTION', `"${baseUrl}" is no URL. Give the baseUrl of the API with its scheme, such as https://api.example.com.`)
}

/** What the mock answers. No group captures: MSW decodes what is captured, and an id need not be decodable. */
function pathsUnder(base: URL | undefined): RegExp {
  const start = base === undefined ? '[^/?#]*//[^/?#]*' : escaped(base.origin + prefixOf(base))
  return new RegExp(`^${start}(?:${escaped(controlPrefix)}.*|${operation.path.replace('{token_id}', '[^/]*')}/?)$`)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

function prefixOf(base: URL): string {
  return base.pathname.replace(/\/$/, '')
}

/** The mock knows the contract's paths and no others. */
function withoutBase(request: Request, base: URL | undefined): Request {
  const prefix = base === undefined ? '' : prefixOf(base)
  if (prefix === '') return request
  const { origin, pathname, search } = new URL(request.url)
  return new Request(origin + pathname.slice(prefix.length) + search, request)
}
