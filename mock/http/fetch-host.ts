import type { Answer } from '../pipeline/answer.ts'
import type { Connection, Incoming } from '../pipeline/incoming.ts'
import type { HostOptions } from './host.ts'
import { largestBody, tooLarge } from './wire-error.ts'

/** Thrown to a caller whose connection the mock has dropped; `fetch` throws a TypeError, too. */
class DroppedConnection extends TypeError {
  constructor() {
    super('The mock dropped the connection.')
  }
}

/**
 * A host for requests of the Fetch API. Each one is a connection of its own.
 *
 * @returns A function that rejects with DroppedConnection where there is no answer, and with the reason of the request's
 *   signal once that is aborted.
 */
export function fetchHostOf(
  options: Pick<HostOptions, 'handler' | 'headers' | 'wireError' | 'onCrash'>,
): (request: Request) => Promise<Response> {
  let opened = 0
  return async (request) => {
    const body = new Uint8Array(await request.arrayBuffer())
    const { signal } = request
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(signal.reason as Error)
      signal.addEventListener('abort', abort, { once: true })
      const connection = connectionOf(opened, signal, () => reject(new DroppedConnection()))
      opened += 1
      answerTo(incomingOf(request, body, connection))
        .then((answer) => responseOf(request, { ...answer, headers: { ...options.headers(), ...answer.headers } }))
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', abort))
    })
  }

  async function answerTo(incoming: Incoming): Promise<Answer> {
    if (incoming.body.length > largestBody) return options.wireError(...tooLarge)
    try {
      return await options.handler(incoming)
    } catch (error) {
      options.onCrash(error)
      return options.wireError(500, 'The mock failed; its log says why')
    }
  }
}

function connectionOf(number: number, signal: AbortSignal, fail: () => void): Connection {
  let dropped = false
  return {
    number,
    get closed() {
      return dropped || signal.aborted
    },
    drop() {
      dropped = true
      fail()
    },
  }
}

function incomingOf({ method, url, headers }: Request, body: Uint8Array, connection: Connection): Incoming {
  const { host, pathname, search } = new URL(url)
  // Only a request on a wire has a Host field; it is what `Origin` is compared with.
  return { method, target: pathname + search, headers: ['host', host, ...[...headers].flat()], body, connection }
}

function responseOf({ method }: Request, { status, headers, body }: Answer): Response {
  const { connection: _, ...sent } = headers
  const hasLength = status !== 204 && status !== 304
  const length = hasLength ? { 'content-length': String(new TextEncoder().encode(body).length) } : {}
  return new Response(method === 'HEAD' || body === '' ? null : body, { status, headers: { ...sent, ...length } })
}
