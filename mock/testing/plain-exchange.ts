/** A request that every carrier can send: what the Fetch API would join, normalise or refuse is not in it. */
export interface PlainRequest {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  /** Each character is one byte. */
  readonly body?: string
}

/** The part of an answer that is the same whatever carries it. */
export interface PlainAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** With every `revoked_at` masked, since no two clocks agree. */
  readonly body: string
}

/** Leaves out what a connection or a clock adds. */
export function plain({ status, headers, body }: PlainAnswer): PlainAnswer {
  const kept = Object.entries(headers).filter(([name]) => !foreign.has(name))
  return { status, headers: Object.fromEntries(kept), body: body.replace(/(?<="revoked_at":")[^"]*/, '…') }
}

const foreign: ReadonlySet<string> = new Set(['connection', 'date', 'keep-alive', 'x-mock'])

/** A request of the Fetch API, to an origin that has no server behind it unless there is a page. */
export function requestOf({ method, target, headers, body }: PlainRequest, origin = 'http://mock.test'): Request {
  const bytes = body === undefined ? {} : { body: Uint8Array.from(body, (byte) => byte.charCodeAt(0)) }
  return new Request(origin + target, { method, headers, redirect: 'manual', ...bytes })
}

/** A response of the Fetch API, read to its end. */
export async function plainOf(response: Response): Promise<PlainAnswer> {
  return plain({ status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() })
}
