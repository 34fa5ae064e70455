import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunEvent } from '../conformance/engine/result.ts'
import { runConformance } from '../conformance/run-conformance.ts'
import { formats } from './formats.ts'
import { differenceLines, differenceMarkdown } from './diff/show.ts'
import { compare } from './diff/compare.ts'
import { plain } from './terminal/colours.ts'
import { resultWith } from './testing/results.ts'
import { writersIn } from './writers.ts'

/** Stands in every secret of the run, so that one search finds any of them. */
const planted = 'PlantedSecret9xQ'

/** All that was written of one run against a target and a provisioner that tell every secret they hear of. */
const outputs = new Map<string, string>()
/** What the target sent. */
let sent = ''
let kept = ''

beforeAll(async () => {
  const server = createServer((request, response) => void talk(request, response).catch(() => response.destroy())).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const events: RunEvent[] = []
  const result = await runConformance(
    {
      target,
      provisioner: `${target}/tokens`,
      seed: 1,
      selection: { only: ['finality', 'secrecy', 'robustness/no-server-error'], skip: [], allowUnexercised: [] },
      keepSecrets: async (tokens) => void (kept = JSON.stringify(tokens)),
    },
    (event) => void events.push(event),
  )
  server.close().closeAllConnections()
  for (const detail of ['normal', 'quiet', 'verbose']) await write(detail, events)
  const difference = compare(resultWith(), result)
  outputs.set('diff', differenceLines(difference, 80, plain).join('\n'))
  outputs.set('diff --markdown', differenceMarkdown(difference))
}, 60_000)

/** Writes a run in every format, and to a terminal, and to GitHub. */
async function write(detail: string, events: readonly RunEvent[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
  const summary = join(folder, 'summary.md')
  let said = ''
  const stream = { isTTY: true, columns: 4000, write: (text: string) => (said += text) } as unknown as NodeJS.WriteStream
  const writers = await writersIn({
    stdout: stream,
    stderr: stream,
    env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
  })({ report: formats.map(({ name, file }) => `${name}=${join(folder, file)}`), quiet: detail === 'quiet', verbose: detail === 'verbose' })
  for (const event of events) for (const writer of writers) await writer.on(event)
  for (const writer of writers) await writer.close()
  outputs.set(`terminal, ${detail}`, said)
  outputs.set('job summary', readFileSync(summary, 'utf8'))
  for (const { name, file } of formats) outputs.set(name, readFileSync(join(folder, file), 'utf8'))
  rmSync(folder, { recursive: true })
}

afterAll(() => outputs.clear())

describe('secrets that a target and a provisioner tell are found', () => {
  test('in what they sent, so that the search is worth something', () => {
    expect(formsIn(sent).toSorted()).toEqual(['as it is', 'in base64', 'in hex'])
    expect(formsIn(kept)).toContain('as it is')
  })

  test.each([
    ...formats.map(({ name }) => name),
    'terminal, quiet',
    'terminal, normal',
    'terminal, verbose',
    'job summary',
    'diff',
    'diff --markdown',
  ])('in no form in %s', (name) => {
    const text = outputs.get(name) ?? ''
    expect(text).not.toBe('')
    expect(formsIn(text)).toEqual([])
  })

  test('as marks where exchanges are shown', () => {
    for (const name of ['history', 'har', 'ndjson', 'html', 'json', 'terminal, verbose']) expect(outputs.get(name)).toMatch(/⟦\w+-\d+/)
  })
})

/** In which forms the planted text stands in another, whatever escapes it is written with. */
function formsIn(text: string): readonly string[] {
  const views = [text]
  for (let depth = 0; depth < 3; depth += 1) views.push(undone(views.at(-1) ?? ''))
  return Object.entries(forms).flatMap(([name, needles]) =>
    needles.some((needle) => views.some((view) => view.includes(needle))) ? [name] : [],
  )
}

/** The text with percent, JSON and HTML escapes undone, once. */
function undone(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})|\\u([0-9a-f]{4})|&#x([0-9a-f]{1,4});/gi, (_, ...[percent, json, html]: string[]) =>
    String.fromCharCode(Number.parseInt(percent ?? json ?? html ?? '', 16)),
  )
}

const forms = {
  'as it is': [planted],
  'in hex': [Buffer.from(planted).toString('hex')],
  // Behind 0, 1 or 2 bytes of something else; the first and the last characters depend on the neighbours.
  'in base64': ['', 'x', 'xx'].map((before) =>
    Buffer.from(before + planted)
      .toString('base64url')
      .slice(4, 20),
  ),
}

const live = new Set<string>()
const secrets: string[] = []
let turn = 0

/** Issues tokens and takes requests, and says what it knows in every answer. */
async function talk(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  if (request.url === '/tokens') return issue(JSON.parse(body) as { kind: string; count: number }, response)
  const secret = /\S*$/.exec(request.headers.authorization ?? '')?.[0] ?? ''
  turn += 1
  if (turn > 100 && turn % 25 === 0) return breakOff(request, secret)
  const id = /tokens\/([^/]+)\/revoke$/.exec(request.url ?? '')?.[1] ?? ''
  const status = !secrets.includes(secret) ? 401 : live.has(id) ? 201 : 404
  const leaks = [...leaksOf(secret), ...leaksOf(secrets[turn % secrets.length] ?? '')]
  const answer = JSON.stringify({ detail: leaks, data: { id, revoked_at: new Date().toISOString(), name: secret }, success: true })
  // JSON that is written with more escapes than it needs.
  const text = turn % 3 === 0 ? answer.replaceAll(planted, escaped(planted, '\\u', 4)) : answer
  sent += text
  response.writeHead(status, 'So', {
    'content-type': 'application/json',
    'x-leak': leaks,
    'set-cookie': `s=${secret}`,
    location: `/${secret}`,
  })
  // The answer comes in two parts, cut within a secret.
  const cut = text.indexOf(planted) + 5
  response.write(text.slice(0, cut))
  setImmediate(() => response.end(text.slice(cut)))
}

/** The answer to this request fails, in one of three ways. */
function breakOff({ socket }: IncomingMessage, secret: string): void {
  const [head, end] = [
    ['HTTP/1.1 500 No\r\nContent-Length: 900\r\n\r\n', 'destroy'],
    ['', 'end'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: ', 'end'],
  ][turn % 3] as [string, 'destroy' | 'end']
  socket.write(`${head}${secret} ${leaksOf(secret).join(' ')}\r\n\r\n`, () => void (end === 'end' ? socket.end() : socket.destroy()))
}

function issue({ kind, count }: { readonly kind: string; readonly count: number }, response: ServerResponse): void {
  if (kind === 'outsider' || kind === 'expired') {
    response.writeHead(422).end(`cannot: ${secrets.flatMap(leaksOf).join(' ')}`)
    return
  }
  const tokens = Array.from({ length: count }, () => {
    const token = {
      kind,
      id: randomUUID(),
      secret: `dz_${planted}${randomBytes(16).toString('base64url')}`,
      name: `of ${secrets[0] ?? 'nobody'}`,
    }
    live.add(token.id)
    secrets.push(token.secret)
    return token
  })
  response.writeHead(201).end(JSON.stringify({ tokens }))
}

function leaksOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    bytes.toString('base64'),
    Buffer.from(`user:${secret}`).toString('base64url'),
    bytes.toString('hex'),
    escaped(secret, '%', 2),
    [...bytes].map((byte) => `&#x${byte.toString(16)};`).join(''),
  ]
}

function escaped(text: string, before: string, digits: number): string {
  return [...Buffer.from(text)].map((byte) => before + byte.toString(16).padStart(digits, '0')).join('')
}
