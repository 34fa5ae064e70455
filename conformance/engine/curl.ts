import type { Exchange, RecordedBody, RecordedRequest, TokenRecord } from '../history/events.ts'
import { plain } from '../history/mask.ts'
import { Variables } from './variables.ts'

/** What a script may go by, besides the exchanges. */
export interface ScriptContext {
  /** Tokens whose ids become variables such as `$REVOCABLE_7_ID`, so that the script works with fresh ones. */
  readonly tokens?: readonly TokenRecord[]
  /** What issues such tokens, as flags of `dayzero-contract tokens` for the shell. */
  readonly provisioner?: string
  /** Send everything over one kept connection: what is shown depends on it. */
  readonly isOneConnection?: boolean
}

/**
 * A sequence of exchanges as a script for bash: secrets as variables such as `$REVOCABLE_7`, what ran in parallel with `&`
 * and `wait`, pauses with `sleep`. `url`: where the door of an exchange is.
 */
export function curlOf(exchanges: readonly Exchange[], url: (door: string) => string, context: ScriptContext = {}): string {
  const variables = new Variables(context.tokens ?? [])
  const groups = overlapping(exchanges)
  const kept = context.isOneConnection === true && groups.length > 1 ? keptLines(exchanges, url, variables) : undefined
  const lines = kept ?? linesOf(groups, exchanges, url, variables)
  return [...variables.setup(context.provisioner), ...lines].join('\n')
}

function linesOf(
  groups: readonly (readonly Exchange[])[],
  exchanges: readonly Exchange[],
  url: (door: string) => string,
  variables: Variables,
): readonly string[] {
  const short = shortFormOf(exchanges, url)
  const lines: string[] = [...(short?.setup ?? [])]
  let over = exchanges[0]?.begin ?? 0
  for (const together of groups) {
    const pause = (together[0]?.begin ?? over) - over
    if (pause > 100) lines.push(`sleep ${(pause / 1000).toFixed(1)}`)
    for (const [index, exchange] of together.entries()) {
      const { remarks, command } = requestOf(exchange, url(exchange.door), variables, short)
      lines.push(...remarks.map((remark) => `# ${remark}`), index < together.length - 1 ? `${command} &` : command)
    }
    if (together.length > 1) lines.push('wait')
    over = Math.max(over, ...together.map(lastHeardOf))
  }
  return lines
}

/** One call of curl for all, which keeps its connection; none where something goes through a socket of its own, or needs a remark. */
function keptLines(exchanges: readonly Exchange[], url: (door: string) => string, variables: Variables): readonly string[] | undefined {
  const scripts = exchanges.map((exchange) => requestOf(exchange, url(exchange.door), variables, undefined))
  if (scripts.some(({ remarks, command }) => remarks.length > 0 || !command.startsWith('curl '))) return undefined
  return scripts.map(
    ({ command }, index) =>
      `${index === 0 ? command : `  --next${command.slice('curl'.length)}`}${index < scripts.length - 1 ? ' \\' : ''}`,
  )
}

/** Ordinary revocations as calls of a function, so that one fits on a line. */
interface ShortForm {
  readonly base: string
  readonly setup: readonly string[]
}

function shortFormOf(exchanges: readonly Exchange[], url: (door: string) => string): ShortForm | undefined {
  const bases = exchanges.flatMap((exchange) => ordinaryIn(exchange.request, url(exchange.door))?.base ?? [])
  const base = bases.at(-1)
  if (base === undefined || bases.filter((other) => other === base).length < 2) return undefined
  return {
    base,
    setup: [`revoke() { curl -sS -w ' %{http_code}\\n' -X POST ${quoted(base)}/"$1"/revoke -H "Authorization: Bearer $2" "\${@:3}"; }`],
  }
}

interface Ordinary {
  readonly base: string
  readonly id: string
  readonly credential: string
}

/** The parts of a `POST …/ID/revoke` with one bearer credential. */
function ordinaryIn({ method, target, headers, framing }: RecordedRequest, url: string): Ordinary | undefined {
  const [, path = '', id] = /^([^?#{}[\]⟦]*)\/([^/?#{}[\]]+)\/revoke$/.exec(target) ?? []
  const authorizations = headers.filter(([name]) => name.toLowerCase() === 'authorization').map(([, value]) => value)
  const credential = authorizations.length === 1 ? /^Bearer (\S.*)$/s.exec(authorizations[0] ?? '')?.[1] : undefined
  if (method !== 'POST' || framing === 'raw' || id === undefined || credential === undefined || /\/\.|^\./.test(`${path}/${id}`))
    return undefined
  return { base: new URL(url).origin + path, id, credential }
}

/** Exchanges in the order in which they began, those that were under way together in one list. */
function overlapping(exchanges: readonly Exchange[]): readonly (readonly Exchange[])[] {
  const groups: Exchange[][] = []
  let over = Number.NEGATIVE_INFINITY
  for (const exchange of exchanges.toSorted((a, b) => a.begin - b.begin)) {
    if (exchange.begin < over) groups.at(-1)?.push(exchange)
    else groups.push([exchange])
    over = Math.max(over, lastHeardOf(exchange))
  }
  return groups
}

/** Where there was no answer, when that was noticed. */
function lastHeardOf({ begin, end, failure }: Exchange): number {
  return end ?? failure?.at ?? begin
}

interface Script {
  /** For the reader, in lines before the command. */
  readonly remarks: readonly string[]
  readonly command: string
}

function requestOf({ request, scenario }: Exchange, url: string, variables: Variables, short: ShortForm | undefined): Script {
  if (request.framing === 'raw') return rawRequestOf(request, new URL(url), variables)
  const shell = (text: string): string => wordOf(text, variables)
  const ordinary = short === undefined ? undefined : ordinaryIn(request, url)
  const isShort = ordinary !== undefined && ordinary.base === short?.base
  const parts = isShort ? ['revoke', bareWordOf(ordinary.id, variables), bareWordOf(ordinary.credential, variables)] : ['curl -sS -i']
  if (!isShort) {
    if (request.method === 'HEAD' && request.body === null) parts[0] = 'curl -sS -I'
    else if (request.method !== 'POST' || request.body === null)
      parts.push(`-X ${/^[A-Z]+$/.test(request.method) ? request.method : shell(request.method)}`)
    if (/\/\.|[{}[\]]/.test(request.target)) parts.push('--path-as-is -g')
    parts.push(shell(new URL(url).origin + request.target))
  }
  for (const [name, value] of request.headers) {
    if (ownFields.has(name.toLowerCase()) || (scenario === 'witnessed' && browserFields.test(name))) continue
    if (isShort && name.toLowerCase() === 'authorization') continue
    parts.push(`-H ${shell(value.trim() === '' ? `${name};` : `${name}: ${value}`)}`)
  }
  if (request.framing === 'chunked') parts.push("-H 'Transfer-Encoding: chunked'")
  if (request.body === null) return { remarks: [], command: parts.join(' ') }
  // Otherwise curl announces a form.
  if (!request.headers.some(([name]) => name.toLowerCase() === 'content-type')) parts.push("-H 'Content-Type:'")
  const body = bodyOf(request.body, variables)
  return { remarks: body.remarks, command: [...parts, body.command].join(' ') }
}

/** What curl would not send goes through a socket. */
function rawRequestOf({ raw, shape = 'odd' }: RecordedRequest, { hostname, port, protocol }: URL, variables: Variables): Script {
  const remarks = [`bytes that are no HTTP request (${shape}), sent as they are`]
  const written = raw?.text === undefined ? printedBytes(raw?.base64 ?? '', variables) : printed(raw.text, variables)
  const isTls = protocol === 'https:'
  const at = `${hostname}:${port || (isTls ? '443' : '80')}`
  const socket = isTls ? `openssl s_client -quiet -connect ${at}` : `nc -w 3 ${hostname} ${port || '80'}`
  return { remarks, command: `{ ${written}; } | ${socket}` }
}

/** What curl writes by itself. */
const ownFields: ReadonlySet<string> = new Set(['host', 'content-length', 'connection', 'transfer-encoding'])

/** What browsers add by themselves to the requests of others; a page of it hides what was asked. */
const browserFields = /^(?:accept|accept-encoding|accept-language|dnt|origin|priority|referer|sec-.*|user-agent)$/i

/** Characters of a body that still fit into a readable line. */
const longest = 400

function bodyOf({ text, base64, length }: RecordedBody, variables: Variables): Script {
  if ((text ?? base64 ?? '').length > longest) {
    const beginning = text === undefined ? '' : `, beginning with ${JSON.stringify(plain(text).slice(0, 40))}`
    return { remarks: [`body: ${length} bytes${beginning}; --replay sends it whole.`], command: '--data-binary @body' }
  }
  if (base64 !== undefined) return { remarks: [], command: `--data-binary @<(echo ${base64} | base64 -d)` }
  // No argument of a command can hold a NUL.
  if (text?.includes('\0') === true) {
    return { remarks: [], command: `--data-binary @<(${printed(text, variables)})` }
  }
  // Unlike `--data-binary`, this takes no `@` at the beginning for a file.
  return { remarks: [], command: `--data-raw ${wordOf(text ?? '', variables)}` }
}

/** Commands that print a text as it is. */
function printed(text: string, variables: Variables): string {
  const pieces = text.split('\0').map((piece) => `printf %s ${wordOf(piece, variables)}`)
  return pieces.join(String.raw`; printf '\0'; `)
}

/** Commands that print bytes as they are; marks stand among them in UTF-8. */
function printedBytes(base64: string, variables: Variables): string {
  const pieces = Buffer.from(base64, 'base64')
    .toString('latin1')
    .split(/(\xe2\x9f\xa6.+?\xe2\x9f\xa7)/s)
  const commands = pieces.flatMap((piece, index) => {
    if (piece === '') return []
    const bytes = Buffer.from(piece, 'latin1')
    return [index % 2 === 1 ? printed(bytes.toString('utf8'), variables) : `echo ${bytes.toString('base64')} | base64 -d`]
  })
  return commands.join('; ')
}

/** A text as one word of bash, with variables in the place of marks and of ids. */
function wordOf(text: string, variables: Variables): string {
  const words = variables.parts(text).map((part) => ('word' in part ? part.word : part.text === '' ? '' : quoted(plain(part.text))))
  return words.join('') || "''"
}

/** The same, without quotes that the shell does not need. */
function bareWordOf(text: string, variables: Variables): string {
  const word = wordOf(text, variables)
  return /^'[\w.-]+'$/.test(word) ? word.slice(1, -1) : word
}

/** Control characters as escapes, so that nothing a scenario made up moves the cursor of who reads it. */
function quoted(text: string): string {
  if (/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(text)) {
    const escaped = text
      .replaceAll(/[\0-\x1f\x7f'\\]/g, (char) => `\\x${hex(char, 2)}`)
      .replaceAll(/[\x80-\x9f]/g, (char) => `\\u${hex(char, 4)}`)
    return `$'${escaped}'`
  }
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function hex(char: string, digits: number): string {
  return char.charCodeAt(0).toString(16).padStart(digits, '0')
}
