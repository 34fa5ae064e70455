// What a mock meets in a day, made reproducible: each kind of traffic sends something, and says what was wrong with the answer.
import { randomUUID } from 'node:crypto'
import { talk } from './raw.mjs'

/**
 * @typedef {{ id: string, secret: string }} Token
 * @typedef {{ at: { hostname: string, port: number }, send: Send, take(): Promise<Token>, tokens: Record<string, Token>, random(): number }} Bench
 * @typedef {(request: { method?: string, path: string, as?: string, body?: string, type?: string }) => Promise<{ status: number, headers: Record<string, string>, json: any }>} Send
 */

/**
 * Every kind, how often it comes, and how many seconds one may last. A problem is a sentence; nothing is good news.
 *
 * @type {readonly { name: string, weight: number, lasts?: number, act(bench: Bench): Promise<string | undefined> }[]}
 */
export const traffic = [
  { name: 'life of a token', weight: 30, act: life },
  { name: 'refused', weight: 25, act: refused },
  { name: 'hostile bytes', weight: 15, act: hostile },
  { name: 'pipelined', weight: 8, act: pipelined },
  { name: 'half-closed', weight: 8, act: halfClosed },
  { name: 'broken off', weight: 8, act: brokenOff },
  { name: 'in pieces', weight: 5, act: inPieces },
  { name: 'never finished', weight: 0.3, lasts: 30, act: neverFinished },
  { name: 'listed', weight: 0.7, act: listed },
]

const pathOf = (id) => `/api/v1/tokens/${id}/revoke`

async function life({ send, take, tokens }) {
  const token = await take()
  const reason = `soak ${randomUUID()}`
  const revoke = () => send({ path: pathOf(token.id), as: tokens.manager.secret, body: JSON.stringify({ reason }) })
  const first = await revoke()
  const problem = wrongRecord(first, token, reason)
  if (problem !== undefined) return problem
  const use = await send({ path: pathOf(randomUUID()), as: token.secret })
  if (use.status !== 401) return `a revoked token was answered ${use.status}`
  const again = await revoke()
  return again.json?.data?.revoked_at === first.json.data.revoked_at ? undefined : 'a second revocation moved revoked_at'
}

function wrongRecord({ status, json }, token, reason) {
  if (status !== 201) return `a good revocation was answered ${status}: ${JSON.stringify(json)}`
  const { id, revoked_at: at, revocation_reason: kept } = json.data ?? {}
  if (json.success !== true || id !== token.id) return `a 201 is about ${id}, not about ${token.id}`
  if (kept !== reason) return `a 201 carries the reason ${JSON.stringify(kept)} of somebody else`
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(at) ? undefined : `revoked_at is ${JSON.stringify(at)}`
}

async function refused({ send, take, tokens, random }) {
  const { manager, outsider, expired } = tokens
  const { id } = await take()
  const mark = randomUUID()
  const as = manager.secret
  const json = 'application/json'
  const [expected, request] = pick(random, [
    [401, { path: pathOf(id) }],
    [401, { path: pathOf(id), as: `dz_${mark}` }],
    [401, { path: pathOf(id), as: expired.secret }],
    [403, { path: pathOf(id), as: outsider.secret }],
    [404, { path: pathOf(mark), as }],
    [404, { path: pathOf(`no-uuid-${mark}`), as }],
    [404, { path: `/api/v1/${mark}`, as }],
    [405, { path: pathOf(id), as, method: 'GET' }],
    [422, { path: pathOf(id), as, body: JSON.stringify({ reason: [mark] }), type: json }],
    [422, { path: pathOf(id), as, body: `{"reason": "${mark}`, type: json }],
    [422, { path: pathOf(id), as, body: mark, type: 'text/plain' }],
  ])
  const { status, json: body } = await send(request)
  if (status !== expected) return `${JSON.stringify(request)} was answered ${status}, not ${expected}`
  if (status === 422) return Array.isArray(body?.detail) ? undefined : `a 422 without a list: ${JSON.stringify(body)}`
  return typeof body?.detail === 'string' ? undefined : `a ${status} without a detail: ${JSON.stringify(body)}`
}

/** Bytes that are no request, or one that nobody should send; each is answered with an error, or the connection is closed. */
async function hostile({ at, tokens, random }) {
  const bearer = `Authorization: Bearer ${tokens.manager.secret}`
  const post = (lines, body = '', path = pathOf(randomUUID())) =>
    `POST ${path} HTTP/1.1\r\n${['Host: soak', bearer, ...lines].join('\r\n')}\r\n\r\n${body}`
  const noise = Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256)))
  const sent = pick(random, [
    noise,
    'GET\r\n\r\n',
    `POST ${pathOf('%ZZ')} HTTP/1.1\r\nHost: soak\r\n${bearer}\r\nContent-Length: 0\r\n\r\n`,
    post(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\nGET / HTTP/1.1\r\n\r\n'),
    post(['Content-Length: 5', 'Content-Length: 6'], '{}   '),
    post(['Content-Length: -1']),
    post(['Transfer-Encoding: chunked'], 'zz\r\n{}\r\n0\r\n\r\n'),
    post(['Transfer-Encoding : chunked'], '0\r\n\r\n'),
    post([`X-Long: ${'x'.repeat(20_000)}`, 'Content-Length: 0']),
    post([`Content-Length: ${10 ** 12}`]),
    post(['Content-Type: application/json', 'Content-Length: 100002'], `${'['.repeat(50_001)}${']'.repeat(50_001)}`),
    post(['Expect: 200-maybe', 'Content-Length: 0']),
    `POST ${pathOf(randomUUID())} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
    `TRACE ${'/x'.repeat(3000)} HTTP/1.1\r\nHost: soak\r\n\r\n`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ])
  const { answers, ended, rest } = await talk(at, [sent], { halfClose: true })
  if (ended === 'nothing') return `no answer and no end to ${JSON.stringify(String(sent).slice(0, 100))}`
  if (rest !== '') return `an answer that is none: ${JSON.stringify(rest)}`
  const odd = answers.find(({ status }) => status < 400 || (status >= 500 && status !== 501 && status !== 505))
  return odd === undefined ? undefined : `${JSON.stringify(String(sent).slice(0, 100))} was answered ${odd.status}`
}

async function pipelined({ at, tokens }) {
  const marks = Array.from({ length: 4 }, () => randomUUID())
  const requests = marks.map((mark) => bytesOf(mark, tokens.manager.secret, JSON.stringify({ reason: [mark] })))
  const { answers } = await talk(at, [requests.join('')], { answers: marks.length })
  const good =
    answers.length === marks.length && answers.every(({ status, body }, index) => status === 422 && body.includes(marks[index] ?? ''))
  return good ? undefined : `pipelined requests were answered ${JSON.stringify(answers.map(({ status }) => status))}, or out of order`
}

async function halfClosed({ at, tokens, take }) {
  const { id } = await take()
  const { answers } = await talk(at, [bytesOf(id, tokens.manager.secret, '{"reason": "half-closed"}')], { halfClose: true })
  return answers[0]?.status === 201 ? undefined : `a half-closed request was answered ${answers[0]?.status}`
}

/** Nobody waits for the answer; that nothing hangs or leaks is seen from outside. */
async function brokenOff({ at, tokens, random }) {
  const bytes = bytesOf(randomUUID(), tokens.manager.secret, JSON.stringify({ reason: 'x'.repeat(5000) }))
  await talk(at, [bytes.slice(0, Math.floor(random() * bytes.length))], { breakOff: true })
  return undefined
}

async function inPieces({ at, tokens, random }) {
  const bytes = bytesOf(randomUUID(), tokens.manager.secret, '{"reason": "in pieces"}')
  const size = 20 + Math.floor(random() * 80)
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, piece) => bytes.slice(piece * size, (piece + 1) * size))
  const { answers } = await talk(at, pieces, { gap: 5 })
  return answers[0]?.status === 404 ? undefined : `a request in pieces was answered ${answers[0]?.status}`
}

/** The header, or the body, stops and never goes on. The mock has limits of 10 and 30 s. */
async function neverFinished({ at, tokens, random }) {
  const bytes = bytesOf(randomUUID(), tokens.manager.secret, '{"reason": "never finished"}')
  const { answers, ended } = await talk(at, [bytes.slice(0, random() < 0.5 ? 40 : -5)], { patience: 45_000 })
  if (ended === 'nothing') return 'a request that never ends was waited for without a limit'
  return answers[0]?.status === 408 ? undefined : `a request that never ends was answered ${answers[0]?.status}`
}

async function listed({ send }) {
  const { status, json } = await send({ method: 'GET', path: '/_mock/tokens' })
  return status === 200 && Array.isArray(json?.tokens) ? undefined : `the list of tokens was answered ${status}`
}

function bytesOf(id, secret, body) {
  return `POST ${pathOf(id)} HTTP/1.1\r\nHost: soak\r\nAuthorization: Bearer ${secret}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

function pick(random, items) {
  return items[Math.floor(random() * items.length)]
}
