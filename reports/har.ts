import type { Writer } from '../conformance/engine/writer.ts'
import type { Door, Exchange, Header, HeaderFields, RecordedBody } from '../conformance/history/events.ts'
import type { Destination } from './format.ts'

/**
 * Writes every exchange as HAR 1.2, for the tools that read what browsers record. Secrets are marks, as in the history;
 * what HAR has no word for stands in fields that begin with an underscore.
 *
 * Entries are written as they come, so that a long run needs no memory for them.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function harWriter(destination: Destination): Writer {
  let header: Header | undefined
  let entries = 0
  return {
    async on(event) {
      if (event.kind !== 'history') return
      if (event.event.kind === 'header') {
        header = event.event
        await destination.write(
          `{"log":{"version":"1.2","creator":${JSON.stringify({ name: 'dayzero-contract', version: header.suite })},"entries":[`,
        )
      }
      if (event.event.kind === 'exchange' && header !== undefined) {
        await destination.write(`${entries === 0 ? '' : ','}\n${JSON.stringify(entryOf(event.event, header))}`)
        entries += 1
      }
    },
    async close() {
      if (header !== undefined) await destination.write('\n]}}\n')
      await destination.close()
    },
  }
}

function entryOf(exchange: Exchange, header: Header): object {
  const { begin, end, failure, connection, id, scenario, request } = exchange
  const time = (end ?? failure?.at ?? begin) - begin
  const door = header.doors.find(({ name }) => name === exchange.door)
  return {
    startedDateTime: new Date(Date.parse(header.startedAt) + begin).toISOString(),
    time,
    connection: String(connection),
    request: requestOf(exchange, door),
    response: responseOf(exchange),
    cache: {},
    // The client sees when a request began and when its answer was whole, nothing in between.
    timings: { send: 0, wait: time, receive: 0 },
    _exchange: id,
    _scenario: scenario,
    _door: exchange.door,
    _target: request.target,
    _framing: request.framing,
  }
}

function requestOf({ request }: Exchange, door: Door | undefined): object {
  const { method, target, headers, body, raw, shape = 'they only resemble this' } = request
  const text = body?.text ?? body?.base64
  return {
    method,
    url: urlOf(door, target),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: fieldsOf(headers),
    queryString: queryOf(target),
    headersSize: -1,
    bodySize: body?.length ?? 0,
    ...(body === null || text === undefined
      ? {}
      : { postData: { mimeType: mediaTypeOf(headers), text, ...(body.text === undefined ? { _encoding: 'base64' } : {}) } }),
    ...(raw === undefined ? {} : { comment: `Bytes were sent that are no HTTP request: ${shape}.`, _raw: raw.text ?? raw.base64 }),
  }
}

function responseOf({ response, failure }: Exchange): object {
  const common = { cookies: [], redirectURL: '', headersSize: -1 }
  if (response === null) {
    // What Chromium writes for a request that got no answer.
    const why = failure === null ? 'no answer' : `${failure.code}: ${failure.message}`
    return {
      ...common,
      status: 0,
      statusText: '',
      httpVersion: '',
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      bodySize: -1,
      _error: why,
    }
  }
  const { status, httpVersion, headers, body } = response
  return {
    ...common,
    status,
    statusText: '',
    httpVersion: `HTTP/${httpVersion}`,
    headers: fieldsOf(headers),
    redirectURL: valueOf(headers, 'location') ?? '',
    content: contentOf(body, headers),
    bodySize: body.length,
  }
}

function contentOf({ text, base64, length, capped }: RecordedBody, headers: HeaderFields): object {
  return {
    size: length,
    mimeType: mediaTypeOf(headers),
    text: text ?? base64 ?? '',
    ...(text === undefined ? { encoding: 'base64' } : {}),
    ...(capped === true ? { comment: 'Only the beginning was kept.' } : {}),
  }
}

/** The address as a URI, whatever was sent; `_target` has it as it was. */
function urlOf(door: Door | undefined, target: string): string {
  const origin = door === undefined ? 'http://unknown.invalid' : new URL(door.url).origin
  const path = target
    .toWellFormed()
    .replaceAll(/%(?![0-9a-f]{2})/gi, '%25')
    .replaceAll(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, encodeURIComponent)
  return `${origin}${path.startsWith('/') ? '' : '/'}${path}`
}

function queryOf(target: string): readonly object[] {
  const query = target.split('#', 1)[0]?.split('?').slice(1).join('?') ?? ''
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
}

function fieldsOf(headers: HeaderFields): readonly object[] {
  return headers.map(([name, value]) => ({ name, value }))
}

function mediaTypeOf(headers: HeaderFields): string {
  return valueOf(headers, 'content-type') ?? 'x-unknown'
}

function valueOf(headers: HeaderFields, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}
