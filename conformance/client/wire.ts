import type { Door, Failure, HeaderFields } from '../history/events.ts'

/** A request as a scenario wants it on the wire, byte for byte. */
export interface WireRequest {
  readonly method: string
  /** The request target: path and query. Never normalised, never encoded again. */
  readonly target: string
  /** `Host` and the framing headers are added when they are missing; a value's char codes are its bytes (latin1). */
  readonly headers: HeaderFields
  readonly body?: Uint8Array
  /** How the body is framed. Default: `length` with a body, `none` without. */
  readonly framing?: 'none' | 'length' | 'chunked'
  /** Sent instead of all of the above, which then only says what the bytes resemble. */
  readonly raw?: Uint8Array
  /** Drop the connection this many ms after the last byte of the request was written. */
  readonly abortAfter?: number
  /** Longest wait for the whole answer, in ms. */
  readonly timeout: number
}

/** One attempt on the wire, unmasked. Times are on the clock that was handed to the client. */
export interface WireOutcome {
  readonly connection: number
  readonly reused: boolean
  readonly begin: number
  readonly end: number | null
  readonly response: WireResponse | null
  readonly failure: Failure | null
}

export interface WireResponse {
  readonly status: number
  readonly httpVersion: '1.0' | '1.1' | '2'
  readonly headers: HeaderFields
  /** The first bytes of the body, at most the client's cap; `Content-Encoding` is undone. */
  readonly body: Uint8Array
  /** How many bytes there were in all, as far as they were read. */
  readonly length: number
  /** SHA-256 in hex of all that was read; set when `body` does not hold everything. */
  readonly sha256?: string
}

/**
 * One lane to a door: at most one request at a time, on one connection that is kept alive and opened anew when the
 * other side closed it. What undici refuses to send goes out over `node:net` or `node:tls` on a connection of its own.
 */
export interface Lane {
  readonly door: Door
  /** Never rejects: whatever goes wrong is a `Failure`. Nothing is retried, no redirect is followed. */
  send(request: WireRequest): Promise<WireOutcome>
  /** Closes the connection now; the next `send` opens a fresh one. */
  reset(): Promise<void>
  close(): Promise<void>
}
