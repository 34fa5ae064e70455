import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { startHostileTarget } from '../testing/hostile-target.ts'
import type { Hostility } from '../testing/hostile-target.ts'
import { selfSigned } from '../testing/self-signed.ts'
import { ProvisionerError, provisionerOf } from './index.ts'
import type { ProvisionerErrorCode, ProvisionerOptions } from './index.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

describe('over HTTP', () => {
  test('tokens are asked for with the given header and handed out', async () => {
    const asked: string[] = []
    const url = await serving(async (request, response) => {
      const body = await textOf(request)
      asked.push(`${request.method} ${request.headers['content-type']} ${String(request.headers['x-key'])} ${body}`)
      const { kind, count } = JSON.parse(body) as { kind: string; count: number }
      response.writeHead(201).end(JSON.stringify({ tokens: Array.from({ length: count }, () => item({ kind })) }))
    })
    const provisioner = started(url, { headers: [['X-Key', 'k']] })
    const tokens = await provisioner.issue('manager', 3)
    expect(tokens.map(({ kind }) => kind)).toEqual(['manager', 'manager', 'manager'])
    expect(asked).toEqual(['POST application/json k {"kind":"manager","count":3}'])
    expect(provisioner.limited).toBe(false)
    expect('remaining' in provisioner && provisioner.remaining !== undefined).toBe(false)
  })

  test.each<[number, ProvisionerErrorCode, string]>([
    [422, 'KIND_UNAVAILABLE', 'expired tokens are not supported'],
    [401, 'REFUSED', '--provisioner-header'],
    [403, 'REFUSED', '--provisioner-header'],
    [404, 'REFUSED', 'is this its address?'],
    [307, 'REFUSED', 'Redirects are not followed'],
    [500, 'FAILED', 'expired tokens are not supported'],
    [503, 'FAILED', '503'],
    [202, 'INVALID_ANSWER', '201 with {"tokens"'],
  ])('%i is told as %s, in its own words, with what to do', async (status, code, words) => {
    const url = await serving((_, response) => {
      response
        .writeHead(status, { Location: '/elsewhere' })
        .end(JSON.stringify({ detail: 'expired tokens are not supported', key: 'sesame-open-sesame' }))
    })
    const error = await failureOf(started(`${url}/tokens?key=sesame-open-sesame`, { headers: [['X-Key', 'sesame-open-sesame']] }))
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) })
    expect(error.message).toContain(`${url}/tokens `)
    expect(error.message).not.toContain('sesame')
  })

  test('never rests on a connection that the other side may have closed meanwhile', async () => {
    const fields: (string | undefined)[] = []
    const url = await serving((request, response) => {
      fields.push(request.headers.connection)
      response.writeHead(201).end(JSON.stringify({ tokens: [item({ kind: 'manager' })] }))
    })
    const provisioner = started(url)
    await provisioner.issue('manager', 1)
    await provisioner.issue('manager', 1)
    expect(fields).toEqual(['close', 'close'])
  })

  test('trusts the authority it is given, and no other', async () => {
    const { cert, key } = selfSigned()
    const server = createSecureServer({ cert, key }, (_, response) =>
      response.writeHead(201).end(JSON.stringify({ tokens: [item({ kind: 'manager' })] })),
    )
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    cleanups.push(() => server.close())
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
    await expect(started(url, { ca: cert }).issue('manager', 1)).resolves.toHaveLength(1)
    await expect(started(url).issue('manager', 1)).rejects.toMatchObject({ code: 'UNREACHABLE' })
  })

  test('a wait that is asked for is waited, once it is short enough', async () => {
    let turn = 0
    const url = await serving((_, response) => {
      turn += 1
      if (turn === 1) response.writeHead(429, { 'Retry-After': '0' }).end()
      else if (turn === 2) response.writeHead(503, { 'Retry-After': new Date(Date.now() - 1_000).toUTCString() }).end()
      else if (turn === 3) response.writeHead(201).end(JSON.stringify({ tokens: [item()] }))
      else response.writeHead(429, { 'Retry-After': '3600' }).end()
    })
    const provisioner = started(url)
    expect(await provisioner.issue('revocable', 1)).toHaveLength(1)
    expect((await failureOf(provisioner)).code).toBe('FAILED')
  })

  test.each<[Hostility, ProvisionerErrorCode]>([
    ['never answering', 'TIMEOUT'],
    ['one byte at a time', 'TIMEOUT'],
    ['endless body', 'INVALID_ANSWER'],
    ['reset before the head', 'UNREACHABLE'],
    ['half-closed', 'UNREACHABLE'],
    ['noise', 'UNREACHABLE'],
    ['HTTP/0.9', 'UNREACHABLE'],
    ['invalid UTF-8', 'INVALID_ANSWER'],
    ['redirect elsewhere', 'REFUSED'],
  ])('a server that does this ends in an error, and in time: %s', async (hostility, code) => {
    const hostile = await startHostileTarget(hostility)
    cleanups.push(() => hostile.close())
    expect((await failureOf(started(hostile.url, patience(code, 500)))).code).toBe(code)
  })

  test('one that is not there is named', async () => {
    const error = await failureOf(started('http://127.0.0.1:1/tokens'))
    expect(error).toMatchObject({ code: 'UNREACHABLE', message: expect.stringMatching(/http:\/\/127\.0\.0\.1:1\/tokens .*ECONNREFUSED/) })
  })

  test('a header that cannot be sent is a matter of the command line', async () => {
    const url = await serving((_, response) => void response.end())
    expect(await failureOf(started(url, { headers: [['X-Key', 'a\nb']] }))).toMatchObject({
      code: 'BAD_SPEC',
      message: expect.stringContaining('--provisioner-header'),
    })
  })
})

describe('from a child process', () => {
  test('tokens come line by line from one and the same child', async () => {
    const provisioner = started(
      `exec:${script(`${prelude}
      lines.on('line', (line) => { const { kind, count } = JSON.parse(line); console.error('log'); console.log(JSON.stringify({ tokens: items(kind, count) })) })`)}`,
    )
    const issued = await Promise.all([provisioner.issue('manager', 2), provisioner.issue('revocable', 3), provisioner.issue('manager', 1)])
    expect(issued.map((tokens) => tokens.map(({ kind }) => kind).join())).toEqual([
      'manager,manager',
      'revocable,revocable,revocable',
      'manager',
    ])
    expect(new Set(issued.flat().map(({ name }) => name)).size).toBe(1)
  })

  test.each<[string, string, ProvisionerErrorCode, string]>([
    ['cannot issue the kind', `lines.on('line', () => console.log('{"error":"no such role"}'))`, 'KIND_UNAVAILABLE', '"no such role"'],
    [
      'dies with words',
      `lines.on('line', () => { throw new Error('no database') })`,
      'DIED',
      'with code 1; it must answer line after line until its input ends. Its last words on stderr: "Error: no database at ',
    ],
    ['dies without a word', `lines.on('line', () => process.kill(process.pid, 'SIGKILL'))`, 'DIED', ' ended '],
    ['stalls', `lines.on('line', () => console.error('still thinking'))`, 'TIMEOUT', '"still thinking"'],
    ['says what is no JSON', `lines.on('line', () => console.log('> provisioner@1.0.0 start'))`, 'INVALID_ANSWER', 'logs belong on stderr'],
    [
      'answers with another kind',
      `lines.on('line', () => console.log(JSON.stringify({ tokens: items('outsider', 1) })))`,
      'INVALID_ANSWER',
      'tokens[0].kind',
    ],
    ['has none left', `lines.on('line', () => console.log('{"tokens":[]}'))`, 'EXHAUSTED', '1 were asked for'],
    [
      'writes without end',
      `const more = () => { while (process.stdout.write('x'.repeat(1e6))); process.stdout.once('drain', more) }; more()`,
      'INVALID_ANSWER',
      'more than 16777216',
    ],
  ])('one that %s ends in an error, and in time', async (_, body, code, words) => {
    const provisioner = started(`exec:${script(`${prelude} ${body}`)}`, patience(code, 3_000))
    expect(await failureOf(provisioner)).toMatchObject({ code, message: expect.stringContaining(words) })
  })

  test('one that does not exist is quoted', async () => {
    expect(await failureOf(started('exec:surely-no-such-command --token=abcdef0123456789xyz'))).toMatchObject({
      code: 'DIED',
      message: expect.stringMatching(/^The provisioner "surely-no-such-command --token=⟦secret⟧" ended with code 127.*not found/),
    })
  })

  test('one that has died stays dead, with its first words', async () => {
    const provisioner = started(`exec:${script(`console.error('first words'); process.exit(1)`)}`)
    const [first, second] = [await failureOf(provisioner), await failureOf(provisioner)]
    expect(second).toBe(first)
    expect(first.message).toContain('first words')
  })

  test('one that speaks unasked is not trusted', async () => {
    const provisioner = started(
      `exec:${script(`${prelude} lines.on('line', (line) => { const { kind, count } = JSON.parse(line); console.log(JSON.stringify({ tokens: items(kind, count) }) + '\\n{}') })`)}`,
    )
    await provisioner.issue('manager', 1)
    expect(await failureOf(provisioner)).toMatchObject({ code: 'INVALID_ANSWER', message: expect.stringContaining('what nobody asked') })
  })

  test('one that does not want to end is ended, with whatever it started', async () => {
    const { port, ended } = await lifeline()
    const provisioner = started(
      `exec:${script(`${prelude}
      import { connect } from 'node:net'
      process.on('SIGTERM', () => {}); connect(${port}, '127.0.0.1')
      lines.on('line', (line) => { const { kind, count } = JSON.parse(line); console.log(JSON.stringify({ tokens: items(kind, count) })) })`)}`,
    )
    await provisioner.issue('manager', 1)
    await provisioner.close()
    await ended
    expect((await failureOf(provisioner)).code).toBe('CLOSED')
  })

  test('one that ends with its input is not hurried', async () => {
    const marker = file('tidied', '')
    const provisioner = started(
      `exec:${script(`${prelude}
      import { writeFileSync } from 'node:fs'
      lines.on('line', (line) => { const { kind, count } = JSON.parse(line); console.log(JSON.stringify({ tokens: items(kind, count) })) })
      lines.on('close', () => setTimeout(() => writeFileSync(${JSON.stringify(marker)}, 'tidied'), 200))`)}`,
    )
    await provisioner.issue('manager', 1)
    await provisioner.close()
    expect(readFileSync(marker, 'utf8')).toBe('tidied')
  })
})

describe('from a pool', () => {
  test('tokens come in their order, fewer when there are no more, and it says how many are left', async () => {
    const tokens = [item({ kind: 'manager' }), ...Array.from({ length: 5 }, () => item())]
    const provisioner = started(file('pool.json', JSON.stringify({ tokens })))
    expect(provisioner.limited).toBe(true)
    expect(['manager', 'revocable', 'outsider'].map((kind) => provisioner.remaining?.(kind as 'manager'))).toEqual([1, 5, 0])
    expect((await provisioner.issue('revocable', 3)).map(({ id }) => id)).toEqual(tokens.slice(1, 4).map(({ id }) => id))
    expect(await provisioner.issue('revocable', 3)).toHaveLength(2)
    expect((await failureOf(provisioner, 'revocable')).code).toBe('EXHAUSTED')
    expect((await failureOf(provisioner, 'expired')).code).toBe('KIND_UNAVAILABLE')
  })

  test('what cannot be one is refused at once, in full, without a secret', () => {
    const secret = 'dz_0123456789abcdef'
    const refused = (contents: string): ProvisionerError => {
      try {
        provisionerOf(file('pool.json', contents))
      } catch (error) {
        return error as ProvisionerError
      }
      throw new Error('It was not refused.')
    }
    expect(refused(`{"tokens": [{"secret": "${secret}"`)).toMatchObject({
      code: 'BAD_SPEC',
      message: expect.stringContaining('is no JSON'),
    })
    const many = refused(JSON.stringify({ tokens: [item({ secret }), item({ secret }), {}, { kind: 'x' }, 7] }))
    expect(many).toMatchObject({ code: 'INVALID_ANSWER', message: expect.stringMatching(/tokens\[2\]\.kind .*; and \d+ more\.$/) })
    expect(`${many.message} ${String(many.cause)}`).not.toContain(secret)
    expect(() => provisionerOf('/no/such/pool.json')).toThrow(
      expect.objectContaining({ code: 'BAD_SPEC', message: expect.stringContaining('ENOENT') }),
    )
  })
})

describe('from a module', () => {
  test('tokens are what its default export returns, and its close is called', async () => {
    const marker = `closed${randomUUID().slice(0, 8)}`
    const provisioner = started(
      file(
        'tokens.mjs',
        `${items} export default async (kind, count) => items(kind, count); export const close = () => { globalThis.${marker} = true }`,
      ),
    )
    expect(await provisioner.issue('outsider', 2)).toHaveLength(2)
    await provisioner.close()
    expect(globalThis).toHaveProperty(marker, true)
  })

  test.each<[string, string, ProvisionerErrorCode, string]>([
    ['has no default export', 'export const issue = () => []', 'BAD_SPEC', 'default export'],
    ['does not parse', 'export default (', 'BAD_SPEC', 'cannot be loaded'],
    ['throws', `export default async () => { throw new Error('no user for dz_0123456789abcdef') }`, 'FAILED', '"no user for ⟦secret⟧"'],
    [
      'cannot issue the kind',
      `export default async () => { throw Object.assign(new Error('no roles'), { code: 'KIND_UNAVAILABLE' }) }`,
      'KIND_UNAVAILABLE',
      '"no roles"',
    ],
    ['never returns', 'export default () => new Promise(() => {})', 'TIMEOUT', '300 ms'],
    ['returns no list', 'export default () => ({})', 'INVALID_ANSWER', 'tokens is no list'],
    [
      'repeats itself',
      `${item.toString()} const one = { kind: 'manager', id: 'a', secret: 'dz_0123456789abcdef' }; export default () => [one, one]`,
      'INVALID_ANSWER',
      'tokens: 2 where 1',
    ],
  ])('one that %s ends in an error, and in time', async (_, code, expected, words) => {
    const provisioner = started(file('tokens.mjs', code), patience(expected, 300))
    expect(await failureOf(provisioner)).toMatchObject({ code: expected, message: expect.stringContaining(words) })
  })

  test('one in TypeScript is refused in one sentence where Node does not run it', () => {
    const runs = (process.features as { typescript?: unknown }).typescript
    expect(() => provisionerOf('tokens.ts')).toThrow(
      runs === undefined ? /^The provisioner tokens\.ts is TypeScript, which Node [\d.]+ does not run; .*22\.18 or newer\.$/ : undefined,
    )
  })
})

test.each(['', 'pool', 'exec:', 'ftp://host/tokens', 'tokens.py', 'http://'])(
  'a provisioner "%s" is refused with the four ways to name one',
  (spec) => {
    expect(() => provisionerOf(spec)).toThrow(expect.objectContaining({ name: 'ProvisionerError', code: 'BAD_SPEC' }))
  },
)

test('a password in the URL is refused and not repeated', () => {
  expect(() => provisionerOf('https://user:hunter2@host/tokens')).toThrow(
    expect.objectContaining({ code: 'BAD_SPEC', message: expect.not.stringContaining('hunter2') }),
  )
})

test('no token is handed out twice in a run', async () => {
  const provisioner = started(file('tokens.mjs', `export default (kind) => [{ kind, id: 'a', secret: 'dz_0123456789abcdef' }]`))
  await provisioner.issue('manager', 1)
  expect(await failureOf(provisioner)).toMatchObject({ code: 'INVALID_ANSWER', message: expect.stringContaining('issued before') })
})

/** For scripts and modules: tokens named after their process. */
const items = `
  import { randomUUID } from 'node:crypto'
  const items = (kind, count) => Array.from({ length: count }, () => ({ kind, id: randomUUID(), secret: 'dz_' + randomUUID(), name: String(process.pid) }));`
const prelude = `${items}
  import { createInterface } from 'node:readline'
  const lines = createInterface({ input: process.stdin })
  `

function item(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { kind: 'revocable', id: randomUUID(), secret: `dz_${randomUUID()}`, ...changes }
}

/** Only what can end in no other way is waited for. */
function patience(code: ProvisionerErrorCode, wait: number): ProvisionerOptions {
  return { timeout: code === 'TIMEOUT' ? wait : 30_000 }
}

function started(spec: string, options: ProvisionerOptions = {}) {
  const provisioner = provisionerOf(spec, options)
  cleanups.push(() => provisioner.close())
  return provisioner
}

async function failureOf(
  provisioner: ReturnType<typeof provisionerOf>,
  kind: 'manager' | 'revocable' | 'expired' = 'manager',
): Promise<ProvisionerError> {
  const failure: unknown = await provisioner.issue(kind, 1).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ProvisionerError)
  return failure as ProvisionerError
}

function file(name: string, contents: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'provisioner-'))
  cleanups.push(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, name), contents)
  return join(folder, name)
}

/** A command that runs the script. */
function script(contents: string): string {
  return `"${process.execPath}" "${file('provisioner.mjs', contents)}"`
}

/** A server whose one connection ends with the process that opened it. */
async function lifeline(): Promise<{ port: number; ended: Promise<void> }> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => server.close())
  const ended = new Promise<void>((resolve) => {
    server.on('connection', (socket) => socket.on('error', () => {}).on('close', () => resolve()))
  })
  return { port: (server.address() as AddressInfo).port, ended }
}

async function serving(handle: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
