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
  service: Pick<Service, 'handler' | 'wireError'>,
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
      const connection = connectionOf(opened, signal)
      opened += 1
      answerTo(incomingOf(request, body, connection))
        .then((answer) => arriving(request, answer))
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

function connectionOf(number: number, signal: AbortSignal): Connection {
  return {
    number,
    isLocal: true,
    get closed() {
      return signal.aborted
    },
  }
}

function incomingOf({ method, url, headers }: Request, body: Uint8Array, connection: Connection): Incoming {
  const { host, origin } = new URL(url)
  const target = url.slice(origin.length).replace(/#.*$/s, '')
  // Only a request on a wire has a Host field; it is what `Origin` is compared with.
  return { method, target, headers: ['host', host, ...[...headers].flat()], body, connection }
}

/** What a client sees of an answer, when the network lets it through. */
function arriving(request: Request, answer: Answer): Response | Promise<never> {
  const { network, body } = answer
  if (network === undefined) return responseOf(request, answer)
  if (network === 'silence') return new Promise(() => undefined)
  if (network !== 'truncate' && network !== 'stall') throw new DroppedConnection()
  const half = new TextEncoder().encode(body).subarray(0, Math.floor(body.length / 2))
  return new Response(broken(half, network), { status: answer.status, headers: answer.headers })
}

/** These bytes, and then an error, or nothing more. */
function broken(bytes: Uint8Array<ArrayBuffer>, network: 'truncate' | 'stall'): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(bytes),
    pull(controller) {
      if (network === 'truncate') controller.error(new DroppedConnection())
    },
  })
}

function responseOf({ method }: Request, { status, headers, body, stream }: Answer): Response {
  const { connection: _, ...sent } = headers
  if (stream !== undefined && method !== 'HEAD') return new Response(readable(stream), { status, headers: sent })
  const hasLength = status !== 204 && status !== 304 && stream === undefined
  const length = hasLength ? { 'content-length': String(new TextEncoder().encode(body).length) } : {}
  return new Response(method === 'HEAD' || body === '' ? null : body, { status, headers: { ...sent, ...length } })
}

/** A stream of texts as bytes, no faster than they are read. */
function readable(stream: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const texts = stream[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next()
      if (done === true) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: () => void texts.return?.(),
  })
}
