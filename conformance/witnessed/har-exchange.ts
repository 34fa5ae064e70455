import type { WireOutcome, WireResponse } from '../client/wire.ts'
import type { HeaderFields } from '../history/events.ts'
import type { HarEntry, HarField } from './har.ts'
import type { Seen } from './observer.ts'

/** HAR tells times in whole milliseconds. */
const resolution = 1

/** What a recording as a whole says about its entries. */
export interface Recording {
  /** ms since the epoch at which its clock begins. */
  readonly start: number
  /** Whether it holds credentials at all: some exports leave them out. */
  readonly hasCredentials: boolean
}

/** An entry as an exchange; `beside`: how many requests to the same origin began within the second before it. */
export function exchangeIn(entry: HarEntry, { start, hasCredentials }: Recording, beside: number): Seen {
  const { request } = entry
  const { pathname, search } = new URL(request.url)
  return {
    request: { method: request.method.toUpperCase(), target: targetIn(request.url) ?? pathname + search, ...messageOf(entry) },
    outcome: outcomeOf(entry, Date.parse(entry.startedDateTime) - start, beside),
    isWithheld: isWithheld(request, hasCredentials),
  }
}

/** As it was sent: parsing would normalise it. */
function targetIn(url: string): string | undefined {
  return /^https?:\/\/[^/?#]*(\/[^#]*)/i.exec(url)?.[1]
}

function messageOf({ request }: HarEntry): Pick<Seen['request'], 'headers' | 'body' | 'length' | 'framing'> {
  const headers = headersOf(request.headers)
  const valueOf = (name: string): string | undefined => headers.find(([field]) => field.toLowerCase() === name)?.[1]
  const framing = valueOf('transfer-encoding') === undefined ? {} : { framing: 'chunked' as const }
  const { text, encoding } = request.postData ?? {}
  if (typeof text === 'string') return { headers, ...framing, body: bytesOf(text, encoding) }
  const announced = Number(valueOf('content-length') ?? request.bodySize)
  if (request.postData === undefined && valueOf('content-type') === undefined && !(announced > 0)) return { headers, ...framing }
  if (announced === 0) return { headers, ...framing, body: new Uint8Array() }
  // It had a body, and which one the recording does not say.
  return { headers, ...framing, body: new Uint8Array(), length: announced > 0 ? announced : 1 }
}

/**
 * Whether the bearer credential is not to be seen: it was made unreadable, or left out, or a cookie or the like may have been
 * turned into one on the way.
 */
function isWithheld({ headers, cookies }: HarEntry['request'], hasCredentials: boolean): boolean {
  const authorization = headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value
  if (authorization !== undefined) return /redact|hidden|removed|filtered|sanitiz|masked|omitted|[*•…]{3,}|x{6,}/i.test(authorization)
  if (!hasCredentials || cookies.length > 0) return true
  return headers.some(({ name }) => /^(?:cookie|proxy-authorization)$|api-?key|auth|token|session/i.test(name))
}

/** Both ends are moved apart by what the recorder may have rounded away or left out. */
function outcomeOf(entry: HarEntry, started: number, beside: number): WireOutcome {
  const unheard = unheardOf(entry, beside)
  const begin = started - resolution
  const end = started + Math.max(0, entry.time) + resolution + unheard
  const common = { connection: 0, reused: true, begin }
  if (entry.response.status >= 100 && entry.time >= 0) return { ...common, end, response: responseOf(entry.response), failure: null }
  const { _error, _failureText } = entry.response
  const [message = 'the recording holds no answer'] = [_error, _failureText].flatMap((text) =>
    typeof text === 'string' && text !== '' ? [text] : [],
  )
  return { ...common, end: null, response: null, failure: { code: 'aborted', message, bytesRead: 0, at: end } }
}

/**
 * Recorders that do not tell how long a request waited before it was sent leave that out of its duration, too: the preflight of
 * a request to another origin, and the queue of a browser, which has six connections. Then as much again is allowed for each.
 */
function unheardOf({ timings: { blocked }, request, time }: HarEntry, beside: number): number {
  if (typeof blocked === 'number' && blocked >= 0) return 0
  const valueOf = (wanted: string): string | undefined => request.headers.find(({ name }) => name.toLowerCase() === wanted)?.value
  const site = valueOf('sec-fetch-site')
  const isAcross =
    (valueOf('origin') ?? new URL(request.url).origin) !== new URL(request.url).origin || (site ?? 'same-origin') !== 'same-origin'
  const rounds = (isAcross ? 2 : 0) + Math.floor(beside / 6)
  return 5 + rounds * (5 + Math.max(0, time))
}

function responseOf({ status, httpVersion, headers, content }: HarEntry['response']): WireResponse {
  const fields = headersOf(headers)
  const type = typeof content.mimeType === 'string' && content.mimeType !== 'x-unknown' ? content.mimeType : undefined
  const isNamed = fields.some(([name]) => name.toLowerCase() === 'content-type')
  return {
    status,
    httpVersion: /2|3/.test(String(httpVersion)) ? '2' : /1\.0/.test(String(httpVersion)) ? '1.0' : '1.1',
    headers: isNamed || type === undefined ? fields : [...fields, ['Content-Type', type]],
    ...contentOf(content),
  }
}

/** A body that is not there is none that was empty. */
function contentOf({ text, encoding, size }: HarEntry['response']['content']): Pick<WireResponse, 'body' | 'length'> {
  const body = typeof text === 'string' ? bytesOf(text, encoding) : new Uint8Array()
  const told = typeof size === 'number' ? size : -1
  return { body, length: typeof text === 'string' ? Math.max(body.length, told) : Math.max(1, told) }
}

function bytesOf(text: string, encoding: unknown): Uint8Array {
  return Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8')
}

/** Values as on the wire: char codes are bytes. The marks of our own HAR stand for a credential each. */
function headersOf(headers: readonly HarField[]): HeaderFields {
  const standIn = (_: string, name: string): string => `stand-in-for-${name.replaceAll(/[^\w-]/g, '.')}-in-a-har`
  return headers.map(
    ({ name, value }) => [name, Buffer.from(value.replaceAll(/\u27e6([^\u27e7!]+)\u27e7/gu, standIn), 'utf8').toString('latin1')] as const,
  )
}
