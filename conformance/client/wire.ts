import type { Door, Failure, HeaderFields } from '../history/events.ts'

/** A request as a scenario wants it on the wire, byte for byte. */
export interface WireRequest {
  readonly method: string
  /**
   * The request target: the whole path, with the prefix of the door if it has one, and the query. Never normalised, never
   * encoded again; a char code is a byte, and what lies beyond U+00FF is written in UTF-8.
   */
  readonly target: string
  /** `Host` and the framing headers are added when they are missing; a value's char codes are its bytes (latin1). */
  readonly headers: HeaderFields
  readonly body?: Uint8Array
  /** Only of what others sent: the true length of a body that is not there as a whole. */
  readonly length?: number
  /**
   * How the body is framed. Default: `length` with a body, `none` without.
   *
   * `none` without a body still says `Content-Length: 0` for POST, PUT and PATCH, as RFC 9110 section 8.6 recommends: some
   * servers answer 411 to a POST that does not. `length` without a body says it for every method.
   */
  readonly framing?: 'none' | 'length' | 'chunked'
  /**
   * Sent instead of all of the above, which then only says what the bytes resemble. One answer is read; `method` says
   * whether it is one to HEAD.
   */
  readonly raw?: Uint8Array
  /** What is unusual about `raw`, in a few words such as `broken chunks`. */
  readonly shape?: string
  /** Drop the connection, with a TCP reset, this many ms after the last byte of the request was written. */
  readonly abortAfter?: number
  /** Longest wait in ms for all of it: connection, tunnel, TLS, request and answer. */
  readonly timeout: number
}

/**
 * One attempt on the wire, unmasked. Times are on the clock that was handed to the client.
 *
 * Exactly one of `response` and `failure` is not null, and `end` is null exactly when there is a failure: an answer that
 * was not whole, or whose content coding cannot be undone, is none.
 */
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
  /** The first bytes of the body, at most the client's cap; `Content-Encoding` is undone where it is a known one. */
  readonly body: Uint8Array
  /** How many bytes there were in all, after `Content-Encoding` was undone. */
  readonly length: number
  /** SHA-256 in hex of all that was read; set when `body` does not hold everything. */
  readonly sha256?: string
}

/**
 * One lane to a door: one request at a time, in the order in which they were sent, on one connection that is kept alive
 * and opened anew when it has closed. What undici (or HTTP/2) would not send, or not send as it was put, goes out over
 * `node:net` or `node:tls` on a connection of its own.
 *
 * Bytes that answer no request end the connection; its `closed` notice then says `unsolicited`.
 */
export interface Lane {
  readonly door: Door
  /** Whether it speaks HTTP/2 where the door does. */
  readonly allowsHttp2: boolean
  /**
   * Never rejects: whatever goes wrong is a `Failure`, and the connection on which it went wrong is not used again.
   * Nothing is retried, no redirect is followed. After `close` every request is `interrupted`.
   */
  send(request: WireRequest): Promise<WireOutcome>
  /** Closes the connection now; a request on its way is `interrupted`, the next `send` opens a fresh one. */
  reset(): Promise<void>
  /** As `reset`, for good; settles when every connection has closed. */
  close(): Promise<void>
}
