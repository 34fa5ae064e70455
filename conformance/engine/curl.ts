import type { Exchange, RecordedBody } from '../history/events.ts'
import { plain } from '../history/mask.ts'

/**
 * A sequence of exchanges as a shell script: secrets as variables such as `$REVOCABLE_7`, what ran in parallel with `&`
 * and `wait`. `url`: where the door of an exchange is.
 */
export function curlOf(exchanges: readonly Exchange[], url: (door: string) => string): string {
  const lines: string[] = []
  const variables = new Set<string>()
  for (const [index, exchange] of exchanges.entries()) {
    const { text, names } = commandOf(exchange, url(exchange.door))
    for (const name of names) variables.add(name)
    const next = exchanges[index + 1]
    const previous = exchanges[index - 1]
    const withNext = next !== undefined && overlap(exchange, next)
    const pause = previous === undefined || exchange.end === null ? 0 : exchange.begin - (previous.end ?? previous.begin)
    if (pause > 100) lines.push(`sleep ${(pause / 1000).toFixed(1)}`)
    lines.push(withNext ? `${text} &` : text)
    if (!withNext && previous !== undefined && overlap(previous, exchange)) lines.push('wait')
  }
  const setup = variables.size === 0 ? [] : [`# ${[...variables].map((name) => `${name}=…`).join(' ')}`]
  return [...setup, ...lines].join('\n')
}

function overlap(one: Exchange, other: Exchange): boolean {
  return one.begin < (other.end ?? Number.POSITIVE_INFINITY) && other.begin < (one.end ?? Number.POSITIVE_INFINITY)
}

function commandOf({ request }: Exchange, base: string): { text: string; names: readonly string[] } {
  const names: string[] = []
  const shell = (text: string): string => quoted(text, names)
  const parts = ['curl -sS -i']
  if (request.method === 'HEAD') parts[0] = 'curl -sS -I'
  else if (request.method !== 'POST' || request.body === null) parts.push(`-X ${request.method}`)
  if (/\/\.|\{|\[/.test(request.target)) parts.push('--path-as-is -g')
  parts.push(shell(new URL(base).origin + request.target))
  for (const [name, value] of request.headers) {
    if (['host', 'content-length', 'connection', 'transfer-encoding'].includes(name.toLowerCase())) continue
    parts.push(`-H ${shell(value === '' ? `${name};` : `${name}: ${value}`)}`)
  }
  if (request.framing === 'chunked') parts.push("-H 'Transfer-Encoding: chunked'")
  if (request.body !== null) {
    if (!request.headers.some(([name]) => name.toLowerCase() === 'content-type')) parts.push("-H 'Content-Type:'")
    parts.push(bodyOf(request.body, shell))
  }
  return { text: parts.join(' '), names }
}

const longest = 400

function bodyOf({ text, base64, length }: RecordedBody, shell: (text: string) => string): string {
  if (base64 !== undefined) return `--data-binary @<(echo ${base64.slice(0, longest)} | base64 -d)`
  if (text !== undefined && text.length > longest) {
    const repeated = `'${text.slice(0, 40).replaceAll("'", String.raw`'\''`)}…'`
    return `--data-binary @body.json  # ${length} bytes, beginning with ${repeated.replaceAll('\n', ' ')}`
  }
  return `--data-binary ${shell(text ?? '')}`
}

/** A text as one shell word: single quotes, and variables in the place of marks. */
function quoted(text: string, names: string[]): string {
  const pieces = text.split(/(⟦[^⟧!]+⟧)/)
  const words = pieces.map((piece) => {
    const mark = /^⟦([^⟧!]+)⟧$/.exec(piece)?.[1]
    if (mark === undefined) return piece === '' ? '' : escaped(plain(piece))
    const name = mark.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')
    names.push(name)
    return `"$${name}"`
  })
  return words.join('') || "''"
}

function escaped(text: string): string {
  if (/[\0-\x08\x0b-\x1f\x7f]/.test(text)) {
    const bytes = text.replaceAll(/[\0-\x1f\x7f'\\]/g, (char) => String.raw`\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
    return `$'${bytes}'`
  }
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
