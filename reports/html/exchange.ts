import type { Exchange, HeaderFields, RecordedBody } from '../../conformance/history/events.ts'
import { duration } from '../terminal/layout.ts'
import { jsonLines } from './json-lines.ts'
import type { Markup } from './markup.ts'
import { html, limited } from './markup.ts'

/** Longest body that is shown, in characters. */
const longestBody = 4000

/** How many header fields are shown. */
const mostFields = 100

/**
 * One exchange as it went over the wire, folded.
 *
 * @param at Where a finding shows in it: a header, a JSON pointer into the body, `status` or `body`.
 */
export function exchangeDetails(exchange: Exchange, at: string | undefined): Markup {
  const { id, door, connection, reused, scenario } = exchange
  return html`<details class="exchange">
    <summary>Exchange ${id}</summary>
    <p class="dim">Scenario ${scenario}, door ${door}, connection ${connection}${reused && ' (reused)'}${took(exchange)}</p>
    <h5>Request</h5>
    ${requestOf(exchange)}
    <h5>Answer</h5>
    ${answerOf(exchange, at)}
  </details>`
}

function took({ begin, end }: Exchange): string {
  return end === null ? '' : `, ${duration(end - begin)}`
}

function requestOf({ request }: Exchange): Markup {
  const { method, target, headers, body, framing, raw, shape = 'that only resemble a request' } = request
  if (raw !== undefined) return preformatted([`(bytes that are no HTTP request: ${limited(shape, 200)})`, ...bodyLines(raw, undefined)])
  return preformatted([
    ...(framing === 'raw' ? ['(sent as raw bytes that only resemble this)'] : []),
    limited(`${method} ${target}`, 1000),
    ...fieldLines(headers, undefined),
    ...(body === null ? [] : ['', ...bodyLines(body, undefined)]),
  ])
}

function answerOf({ response, failure }: Exchange, at: string | undefined): Markup {
  if (response === null) {
    const { code = 'no answer', message = 'nothing came', bytesRead = 0 } = failure ?? {}
    return preformatted([`${code}: ${limited(message, 1000)} (${bytesRead} bytes read)`])
  }
  const { status, httpVersion, headers, body } = response
  return preformatted([markedIf(at === 'status', `HTTP/${httpVersion} ${status}`), ...fieldLines(headers, at), '', ...bodyLines(body, at)])
}

type Line = Markup | string

/** Lines as they are: in a template a formatter may take a line break for a blank. */
function preformatted(lines: readonly Line[]): Markup {
  return html`<pre>${lines.map((line, index) => [index === 0 ? '' : '\n', line])}</pre>`
}

function markedIf(isMarked: boolean, line: string): Line {
  return isMarked ? html`<mark>${line}</mark>` : line
}

function fieldLines(headers: HeaderFields, at: string | undefined): readonly Line[] {
  return headers
    .slice(0, mostFields)
    .map(([name, value]) => markedIf(name.toLowerCase() === at?.toLowerCase(), `${limited(name, 200)}: ${limited(value, 1000)}`))
}

function bodyLines(body: RecordedBody, at: string | undefined): readonly Line[] {
  const { text, base64 = '', length, capped } = body
  if (text === undefined) return [`(${length} bytes that are no text)`, limited(base64, longestBody)]
  const parsed = at === 'body' || text.length > longestBody ? undefined : jsonIn(text)
  if (parsed === undefined) {
    return [markedIf(at === 'body', limited(text, longestBody)), ...(capped === true ? [`(${length} bytes in all)`] : [])]
  }
  return jsonLines(parsed.value).map((line) => markedIf(at !== undefined && at !== '' && line.pointer === at, line.text))
}

function jsonIn(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
