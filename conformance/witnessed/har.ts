/** What of HAR 1.2 is read; whatever else stands there, or has another type, is as if it were not there. */
export interface HarEntry {
  readonly startedDateTime: string
  /** ms */
  readonly time: number
  readonly timings: { readonly blocked?: unknown }
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly HarField[]
    readonly cookies: readonly unknown[]
    readonly bodySize?: unknown
    readonly postData?: { readonly text?: unknown; readonly encoding?: unknown }
  }
  readonly response: {
    /** 0 or -1: there was no answer. */
    readonly status: number
    readonly httpVersion?: unknown
    readonly headers: readonly HarField[]
    readonly content: { readonly text?: unknown; readonly encoding?: unknown; readonly size?: unknown; readonly mimeType?: unknown }
    readonly _error?: unknown
    readonly _failureText?: unknown
  }
  readonly _fromCache?: unknown
  readonly _resourceType?: unknown
  /** Of our own HAR: `raw` is no HTTP. */
  readonly _framing?: unknown
}

export interface HarField {
  readonly name: string
  readonly value: string
}

/** The entries of a HAR, those left out that have not even a method, an address, a time and a status. */
export interface Har {
  readonly creator: string
  readonly entries: readonly HarEntry[]
  readonly unreadable: number
}

/**
 * Reads HAR 1.2; `undefined` for JSON of another kind.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function readHar(value: unknown): Har | undefined {
  const log = memberOf(value, 'log')
  const entries = memberOf(log, 'entries')
  if (!Array.isArray(entries)) return undefined
  const read = entries.map(entryIn).filter((entry) => entry !== undefined)
  const creator = memberOf(memberOf(log, 'creator'), 'name')
  return { creator: typeof creator === 'string' ? creator : 'an unknown recorder', entries: read, unreadable: entries.length - read.length }
}

function entryIn(value: unknown): HarEntry | undefined {
  const [request, response] = [memberOf(value, 'request'), memberOf(value, 'response')]
  const [method, url, started] = [memberOf(request, 'method'), memberOf(request, 'url'), memberOf(value, 'startedDateTime')]
  const [status, time] = [memberOf(response, 'status'), memberOf(value, 'time')]
  if (typeof method !== 'string' || typeof url !== 'string' || typeof started !== 'string' || typeof status !== 'number') return undefined
  if (!URL.canParse(url) || Number.isNaN(Date.parse(started))) return undefined
  const cookies = memberOf(request, 'cookies')
  return {
    ...(value as HarEntry),
    time: typeof time === 'number' ? time : -1,
    timings: asObject(memberOf(value, 'timings')),
    request: { ...(request as HarEntry['request']), headers: fieldsIn(request), cookies: Array.isArray(cookies) ? cookies : [] },
    response: { ...(response as HarEntry['response']), headers: fieldsIn(response), content: asObject(memberOf(response, 'content')) },
  }
}

/** Without the pseudo-headers of HTTP/2, whose names begin with a colon. */
function fieldsIn(message: unknown): readonly HarField[] {
  const headers = memberOf(message, 'headers')
  if (!Array.isArray(headers)) return []
  return headers.filter((field): field is HarField => {
    const name = memberOf(field, 'name')
    return typeof name === 'string' && !name.startsWith(':') && typeof memberOf(field, 'value') === 'string'
  })
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
