import type { HeaderFields } from '../history/events.ts'
import type { WireRequest } from './wire.ts'

/**
 * A request in HTTP/1.1 (RFC 9112), exactly as it was put: nothing is checked, normalised, or encoded. `Host` and the
 * framing are added when no field of that name is there. A character is a byte; those beyond U+00FF are written in UTF-8.
 */
export function bytesOf(request: WireRequest, host: string): Uint8Array {
  if (request.raw !== undefined) return request.raw
  const { method, target, headers, body = new Uint8Array() } = request
  const fields = [...missing(headers, [['Host', host]]), ...headers, ...missing(headers, framingOf(request))]
  const head = [`${method} ${target} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
  return Buffer.concat([latin1(head), ...(request.framing === 'chunked' ? chunked(body) : [body])])
}

/**
 * The framing fields of a request. A method that usually has a body says so when it has none: servers may insist on a
 * length, and a user agent should send it (RFC 9110 section 8.6).
 */
export function framingOf({ method, body, framing = body === undefined ? 'none' : 'length' }: WireRequest): HeaderFields {
  if (framing === 'chunked') return [['Transfer-Encoding', 'chunked']]
  if (framing === 'length') return [['Content-Length', String(body?.length ?? 0)]]
  return body === undefined && expectsBody(method) ? [['Content-Length', '0']] : []
}

/** Whether the method is one whose requests usually carry a body. */
export function expectsBody(method: string): boolean {
  return ['POST', 'PUT', 'PATCH'].includes(method)
}

/** Fields of which there is none of that name yet. Whoever frames a request in one way does not get another on top. */
function missing(headers: HeaderFields, wanted: HeaderFields): HeaderFields {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  const framed = names.has('content-length') || names.has('transfer-encoding')
  return wanted.filter(([name]) => !names.has(name.toLowerCase()) && (name === 'Host' || !framed))
}

function latin1(text: string): Buffer {
  return Buffer.from(
    text.replaceAll(/[^\u0000-\u00ff]+/gu, (beyond) => Buffer.from(beyond, 'utf8').toString('latin1')),
    'latin1',
  )
}

function chunked(body: Uint8Array): Uint8Array[] {
  const last = Buffer.from('0\r\n\r\n')
  return body.length === 0 ? [last] : [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n'), last]
}
