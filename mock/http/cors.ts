import type { Answer } from '../pipeline/answer.ts'
import type { Incoming } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import type { Handler } from './handler.ts'

/**
 * Lets pages of any origin call the handler, credentials included, and read its headers.
 *
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function withCors(handler: Handler): Handler {
  return (request) => {
    const [origin] = valuesOf(request, 'origin')
    return origin === undefined ? handler(request) : ofPage(request, origin)
  }

  async function ofPage(request: Incoming, origin: string): Promise<Answer> {
    const [method] = valuesOf(request, 'access-control-request-method')
    if (request.method === 'OPTIONS' && method !== undefined) return preflight(request, origin, method)
    const answer = await handler(request)
    return { ...answer, headers: { ...answer.headers, ...allowed(origin), 'access-control-expose-headers': exposed } }
  }
}

/** The headers of our answers that a page could not read otherwise. */
const exposed = 'allow, date, location, retry-after, www-authenticate, x-mock, x-mock-forced, x-mock-violations'

function allowed(origin: string): Record<string, string> {
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', vary: 'origin' }
}

function preflight(request: Incoming, origin: string, method: string): Answer {
  const headers = valuesOf(request, 'access-control-request-headers').join(', ')
  const isPrivate = valuesOf(request, 'access-control-request-private-network').includes('true')
  return {
    status: 204,
    headers: {
      ...allowed(origin),
      'access-control-allow-methods': method,
      ...(headers === '' ? {} : { 'access-control-allow-headers': headers }),
      ...(isPrivate ? { 'access-control-allow-private-network': 'true' } : {}),
      'access-control-max-age': '600',
    },
    body: '',
  }
}
