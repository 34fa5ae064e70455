import type { Answer } from '../pipeline/answer.ts'
import type { Connection, Incoming } from '../pipeline/incoming.ts'
import type { Service } from '../service.ts'
import { largestBody, tooLarge } from './wire-error.ts'

/** Thrown to a caller whose connection the mock has dropped; `fetch` throws a TypeError, too. */
export class DroppedConnection extends TypeError {
  constructor() {
    super('The mock dropped the connection.')
  }
}

/**
 * A host for requests of the Fetch API. Each one is a connection of its own.
 *
 * @param onCrash Called with what went wrong when the handler failed; the client gets a 500.
 * @returns A function that rejects with DroppedConnection where there is no answer, and with the reason of the request's
 *   signal once that is aborted.
 */
export function fetchHostOf(
  service: Pick<Service, 'handler' | 'headers' | 'wireError'>,
  onCrash: (error: unknown) => void,
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
        .then((answer) => responseOf(request, { ...answer, headers: { ...service.headers(), ...answer.headers } }))
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', abort))
    })
  }

  async function answerTo(incoming: Incoming): Promise<Answer> {
    if (incoming.body.length > largestBody) return service.wireError(...tooLarge)
    try {
      return await service.handler(incoming)
    } catch (error) {
      onCrash(error)
      return service.wireError(500, 'The mock failed; its log says why')
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
  const { host, origin } = new URL(url)
  const target = url.slice(origin.length).replace(/#.*$/s, '')
  // Only a request on a wire has a Host field; it is what `Origin` is compared with.
  return { method, target, headers: ['host', host, ...[...headers].flat()], body, connection }
}

function responseOf({ method }: Request, { status, headers, body }: Answer): Response {
  const { connection: _, ...sent } = headers
  const hasLength = status !== 204 && status !== 304
  const length = hasLength ? { 'content-length': String(new TextEncoder().encode(body).length) } : {}
  return new Response(method === 'HEAD' || body === '' ? null : body, { status, headers: { ...sent, ...length } })
}
