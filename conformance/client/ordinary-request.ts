import { expectsBody } from './request-bytes.ts'
import type { WireRequest } from './wire.ts'

/** Fields that undici writes itself, or refuses only sometimes. */
const reserved = new Set([
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'http2-settings',
  'proxy-connection',
])

/**
 * Whether undici (or HTTP/2, where that is allowed) would send this very request. Where another one would go out
 * (another framing, fields merged or left out) the answer is no; what undici refuses outright it says itself.
 */
export function isOrdinary(request: WireRequest, allowH2: boolean): boolean {
  const names = request.headers.map(([name]) => name.toLowerCase())
  return (
    request.raw === undefined &&
    request.method !== 'CONNECT' &&
    request.target.startsWith('/') &&
    (!allowH2 || isSayableInHttp2(request)) &&
    !names.some((name) => reserved.has(name)) &&
    isFramingKept(request)
  )
}

/** HTTP/2 joins fields of one name, its servers drop illegal values without a word, and `node:http2` ends on illegal names. */
function isSayableInHttp2({ method, headers }: WireRequest): boolean {
  const names = new Set(headers.map(([name]) => name.toLowerCase()))
  return (
    names.size === headers.length &&
    [method, ...names].every(isToken) &&
    headers.every(([, value]) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value))
  )
}

function isToken(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text)
}

/** undici gives every body its length, and every method that expects a body at least `Content-Length: 0`. */
function isFramingKept({ method, headers, body, framing = body === undefined ? 'none' : 'length' }: WireRequest): boolean {
  const length = body?.length ?? 0
  const announced = headers.filter(([name]) => name.toLowerCase() === 'content-length').map(([, value]) => value)
  if (announced.length > 0 && (framing === 'chunked' || announced.join() !== String(length))) return false
  if (framing === 'chunked') return length > 0
  if (framing === 'none') return body === undefined
  return length > 0 || expectsBody(method)
}
