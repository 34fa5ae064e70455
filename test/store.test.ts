import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { RunningMock } from './command.mjs'
import { run, startMock } from './command.mjs'
import { freePort, redisCommand, startRedis } from './redis-server.mjs'

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
const nobody = '3f0c1b52-6a55-4e0e-9d7f-2b9e6b0f9a11'

interface Token {
  readonly id: string
  readonly secret: string
}

interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly json: { readonly data?: Readonly<Record<string, unknown>>; readonly detail?: unknown; readonly tokens?: readonly Token[] }
}

describe('the folder of a store', () => {
  test('keeps what was revoked when the process ends, and nothing of any secret', async () => {
    const folder = newFolder()
    const first = await mockOn(`file:${folder}`)
    const [[manager], [target]] = [await issued(first, 'manager'), await issued(first, 'revocable')]
    const revoked = await revoke(first, target, manager)
    expect(revoked.status).toBe(201)
    await first.stop()
    const second = await mockOn(`file:${folder}`)
    expect((await revoke(second, target, manager)).json.data).toEqual(revoked.json.data)
    expect(await probe(second, target)).toBe(401)
    for (const { secret } of [manager, target]) expect(holders(folder, secret.slice('dz_'.length))).toEqual([])
    // What is looked for would be found.
    expect(holders(folder, target.id)).not.toEqual([])
  })

  // The kernel refuses what the mock asks of the disk, for as long as strace is there.
  test.skipIf(!has('strace') && process.env['CI'] === undefined).each([
    ['has no room left', 'pwrite64:error=ENOSPC', /no space left on the disk/],
    ['has become read-only', 'pwrite64:error=EROFS', /disk of the store refuses/],
    ['lies on a disk that fails', 'pwrite64:error=EIO', /disk of the store refuses/],
    ['lies on a disk that cannot be flushed', 'fsync,fdatasync:error=EIO', /disk of the store refuses/],
  ])('that %s answers 503, and goes on when that is over (needs strace)', async (_, fault, detail) => {
    const folder = newFolder()
    const mock = await mockOn(`file:${folder}`)
    const [[manager], [before, during]] = [await issued(mock, 'manager'), await issued(mock, 'revocable', 2)]
    expect((await revoke(mock, before, manager)).status).toBe(201)
    const main = readFileSync(join(folder, 'tokens.db'))
    const { detach } = await traced(mock, ['-P', join(folder, 'tokens.db'), '-P', join(folder, 'tokens.db-wal'), '-e', `inject=${fault}`])

    const refused = await revoke(mock, during, manager)
    expect(refused).toMatchObject({ status: 503, json: { detail: expect.stringMatching(detail) as string } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await probe(mock, during)).toBe(404)
    expect(await probe(mock, before)).toBe(401)
    expect((await fetch(`${mock.url}/_mock/health/ready`)).status).toBe(503)
    expect((await fetch(`${mock.url}/_mock/health`)).status).toBe(200)
    expect(readFileSync(join(folder, 'tokens.db')).equals(main)).toBe(true)

    await detach()
    expect((await fetch(`${mock.url}/_mock/health/ready`)).status).toBe(200)
    expect((await revoke(mock, during, manager)).status).toBe(201)
    process.kill(mock.pid, 'SIGKILL')
    await mock.ended
    const again = await mockOn(`file:${folder}`)
    for (const token of [before, during]) expect(await probe(again, token)).toBe(401)
  })

  test.skipIf(process.platform !== 'linux')('that may not be written to is refused in a sentence', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o555)
    const { code, stderr } = await asOrdinaryUser(['mock', '--port', '0', '--store', `file:${folder}`])
    expect(stderr).toMatch(/^error: The store in \S+ cannot be used: this user may not open tokens\.db in it\. .*\n$/)
    expect(code).toBe(1)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is shared by the processes of a machine, and they are one implementation', async () => {
    const folder = newFolder()
    const [first, second] = [await mockOn(`file:${folder}`), await mockOn(`file:${folder}`)]
    const finality = ['--only', 'finality', 'isolation']
    const check = await run(
      ['check', '--target', first.url, '--replica', second.url, '--provisioner', `${first.url}/_mock/tokens`, '--quiet', ...finality],
      { timeout: 150_000 },
    )
    expect(check).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PARTIAL/m) as string })
    expect(holders(folder, /dz_[\w-]{16}/)).toEqual([])
  }, 180_000)

  // A killed process leaves its writes to the kernel, so only the order of its calls shows whether power may fail.
  test.skipIf(!has('strace') && process.env['CI'] === undefined)(
    'is flushed before a revocation is acknowledged (needs strace)',
    async () => {
      const folder = newFolder()
      const trace = join(newFolder(), 'trace')
      const mock = await mockOn(`file:${join(folder, 'store')}`)
      const [[manager], targets] = [await issued(mock, 'manager'), await issued(mock, 'revocable', 5)]
      const { detach } = await traced(mock, ['-y', '-s', '40', '-e', 'trace=write,writev,pwrite64,fsync,fdatasync', '-o', trace])
      for (const target of targets) expect((await revoke(mock, target, manager)).status).toBe(201)
      await detach()
      expect(flushesBefore201(readFileSync(trace, 'utf8'))).toEqual(['flushed', 'flushed', 'flushed', 'flushed', 'flushed'])
    },
  )
})

describe.skipIf(redisCommand === undefined && process.env['CI'] === undefined)('with redis-server or valkey-server installed', () => {
  test('replicas on one Redis are one implementation that keeps the contract, races included', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => mockOn(redis.url)))
    if (first === undefined) throw new Error('No mock was started.')
    const replicas = others.flatMap(({ url }) => ['--replica', url])
    const check = await run(['check', '--target', first.url, ...replicas, '--provisioner', `${first.url}/_mock/tokens`, '--quiet'], {
      timeout: 150_000,
    })
    expect(check).toMatchObject({ code: 0, stdout: expect.stringMatching(/^CONFORMANT/m) as string })
    // Its log of all writes holds every key and every value.
    expect(holders(join(redis.folder, 'appendonlydir'), 'dz_')).toEqual([])
  }, 180_000)

  test('a Redis that is killed in the middle of the work loses nothing acknowledged, and answers are 503 until it is back', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    const mocks = await Promise.all([1, 2, 3, 4].map(() => mockOn(redis.url)))
    const [manager] = await issued(mocks[0] as RunningMock, 'manager')
    const targets = await issued(mocks[0] as RunningMock, 'revocable', 200)
    const queue = targets.entries()
    const seen = new Set<string>()
    const acknowledged: Token[] = []
    let killed: Promise<void> | undefined
    const working = mocks.map(async (mock) => {
      for (const [, target] of queue) {
        const { status, headers } = await revoke(mock, target, manager)
        seen.add(`${status} ${headers.get('retry-after') ?? ''}`)
        if (status === 201) acknowledged.push(target)
        if (acknowledged.length >= 50) await (killed ??= redis.kill())
        // Slowly enough that Redis is back before the work is done.
        if (status === 503) await new Promise((again) => setTimeout(again, 5))
      }
    })
    await until(async () => seen.size > 1)
    // Alive, and not ready: nobody should restart it, and nobody should send it anything.
    for (const { url } of mocks) {
      expect((await fetch(`${url}/_mock/health`)).status).toBe(200)
      expect((await fetch(`${url}/_mock/health/ready`)).status).toBe(503)
    }
    await redis.restart()
    await Promise.all(working)
    expect(seen).toEqual(new Set(['201 ', '503 1']))
    for (const { url } of mocks) await until(async () => (await fetch(`${url}/_mock/health/ready`)).status === 200)
    for (const [at, target] of acknowledged.entries()) expect(await probe(mocks[at % 4] as RunningMock, target)).toBe(401)
    expect(mocks.map((mock) => mock.complaints())).toEqual(['', '', '', ''])
  }, 120_000)

  test('a Redis that has become slow is not waited for, and does not hold up what needs none', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    const delay = { milliseconds: 0 }
    const mock = await mockOn(await slowed(redis.port, delay))
    const [manager] = await issued(mock, 'manager')
    delay.milliseconds = 20_000
    const waiting = revoke(mock, { id: nobody, secret: '' }, manager)
    // Answered from the mock itself, while the other waits.
    expect((await fetch(`${mock.url}/api/v1/tokens/${nobody}/revoke`, { method: 'POST' })).status).toBe(401)
    expect(await waiting).toMatchObject({ status: 503, json: { detail: 'Redis did not answer in time.' } })
  })

  test('a connection over TLS is made to whom it trusts only', async () => {
    const folder = newFolder()
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
    const asked = [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
      '-addext',
      'subjectAltName=DNS:localhost',
    ]
    execFileSync('openssl', [...asked, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
    const tlsPort = await freePort()
    const tls = ['--tls-port', String(tlsPort), '--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no']
    const redis = await startRedis(tls)
    onTestFinished(() => redis.stop())
    const store = `rediss://localhost:${tlsPort}`
    const { code, stderr } = await run(['mock', '--port', '0', '--store', store])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error: The Redis at rediss:\/\/localhost:\d+ cannot be used: self-signed/) as string,
    })
    const trusted = await startMock(['--store', store], { NODE_EXTRA_CA_CERTS: certificate })
    onTestFinished(() => trusted.stop())
    expect(await issued(trusted, 'revocable')).toHaveLength(1)
  })

  test('secrets do not reach Redis', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    const mock = await mockOn(redis.url)
    const [[manager], [target]] = [await issued(mock, 'manager'), await issued(mock, 'revocable')]
    expect((await revoke(mock, target, manager)).status).toBe(201)
    const log = join(redis.folder, 'appendonlydir')
    for (const { secret } of [manager, target]) expect(holders(log, secret.slice('dz_'.length))).toEqual([])
    expect(holders(log, target.id)).toHaveLength(1)
  })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A mock that is stopped when the test ends. */
async function mockOn(store: string): Promise<RunningMock> {
  const mock = await startMock(['--store', store])
  onTestFinished(() => mock.stop())
  return mock
}

async function issued({ url }: RunningMock, kind: string, count = 1): Promise<readonly [Token, Token, ...Token[]]> {
  const { json } = await post(`${url}/_mock/tokens`, JSON.stringify({ kind, count }))
  return json.tokens as unknown as readonly [Token, Token]
}

function revoke({ url }: RunningMock, { id }: Token, { secret }: Token): Promise<Reply> {
  return post(`${url}/api/v1/tokens/${id}/revoke`, '{"reason": "Laptop lost"}', secret)
}

/** 401: dead; 404: alive. */
async function probe({ url }: RunningMock, { secret }: Token): Promise<number> {
  return (await post(`${url}/api/v1/tokens/${nobody}/revoke`, '{}', secret)).status
}

async function post(url: string, body: string, secret?: string): Promise<Reply> {
  const headers = { 'content-type': 'application/json', ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) }
  const answer = await fetch(url, { method: 'POST', headers, body })
  return { status: answer.status, headers: answer.headers, json: (await answer.json()) as Reply['json'] }
}

/** The files in a folder that hold this text; a very short one stands in any digest by chance. */
function holders(folder: string, text: string | RegExp): string[] {
  return readdirSync(folder).filter((file) => readFileSync(join(folder, file), 'latin1').search(text) >= 0)
}

/** Runs the command without the right of root to pass over permissions. */
async function asOrdinaryUser(args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const isRoot = process.getuid?.() === 0
  const plain = [process.execPath, cli, ...args]
  const [command = '', ...rest] = isRoot ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', ...plain] : plain
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], timeout: 20_000 })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stderr }
}

/** Attaches strace to a mock. */
async function traced({ pid }: RunningMock, args: readonly string[]): Promise<{ readonly detach: () => Promise<void> }> {
  const strace = spawn('strace', ['-f', ...args, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] })
  onTestFinished(() => void strace.kill('SIGKILL'))
  await once(strace.stderr, 'data')
  strace.stderr.resume()
  return {
    async detach() {
      const ended = once(strace, 'exit')
      strace.kill('SIGINT')
      await ended
    },
  }
}

/** For each 201 in a trace, whether what was written to the log of the database before it had been flushed. */
function flushesBefore201(trace: string): string[] {
  let state = 'nothing written'
  const found: string[] = []
  const begun = new Map<string, string>()
  for (const line of trace.split('\n')) {
    const [, thread = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const whole = call.startsWith('<...') ? `${begun.get(thread)}${call}` : call
    if (call.endsWith('<unfinished ...>')) begun.set(thread, call)
    if (/^pwrite64\(\d+<\S+-wal>/.test(call)) state = 'written'
    // A flush counts when it has returned.
    if (/^f(?:data)?sync\(\d+<\S+-wal>.*= 0$/.test(whole) && state === 'written') state = 'flushed'
    if (call.includes('"HTTP/1.1 201 ')) {
      found.push(state)
      state = 'nothing written'
    }
  }
  return found
}

/** The way to Redis through a network whose delay can be changed. */
async function slowed(port: number, delay: { readonly milliseconds: number }): Promise<string> {
  const proxy = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    far.on('data', (bytes) => setTimeout(() => near.write(bytes), delay.milliseconds))
    near.on('data', (bytes) => far.write(bytes))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    for (const socket of [near, far]) socket.on('error', () => undefined)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => void proxy.close())
  return `redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((again) => setTimeout(again, 20))
}

function has(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
