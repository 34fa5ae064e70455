import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { run, startMock } from './command.mjs'
import type { Gateway, GatewayOptions, Issued } from './gateway.ts'
import { startGateway } from './gateway.ts'
import { writePool } from './pool.ts'

type Mock = Awaited<ReturnType<typeof startMock>>

/** One case is enough where one case shows it: a token is met everywhere, revoked, and met everywhere again. */
const oneLife = ['--replay', 'lifecycle:1:0']

let folder = ''
let honest: Mock
/** Marks tokens as revoked and lets them in all the same: the gateways before it have the blacklist. */
let markingOnly: Mock
let issued: Issued = new Map()
const ends: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'check-doors-'))
  ;[honest, markingOnly] = await Promise.all([startMock(), startMock(['--fault', 'revoke-is-noop'])])
})

afterEach(async () => {
  issued = new Map()
  for (const end of ends.splice(0).toReversed()) await end()
})

afterAll(async () => {
  await Promise.all([honest.stop(), markingOnly.stop()])
  rmSync(folder, { recursive: true, force: true })
})

async function gateway(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const started = await startGateway(issued, { upstream: markingOnly.url, blacklist: new Set(), ...options })
  ends.push(async () => started.close())
  return started
}

interface Report {
  readonly outcome: string
  readonly headline: string
  readonly notices: readonly string[]
  readonly run: { readonly complete: boolean; readonly requests: number; readonly doors: readonly string[] }
  readonly requirements: readonly {
    readonly id: string
    readonly level: string
    readonly verdict: { readonly kind: string; readonly reason?: string }
  }[]
}

interface Checked {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly report: Report
  /** Ids of the requirements that failed. */
  readonly failed: readonly string[]
  readonly verdictOf: (id: string) => string | undefined
}

function words(url: string, more: readonly string[]): string[] {
  return ['check', '--target', url, '--provisioner', `${url}/_mock/tokens`, '--seed', '1', ...more]
}

async function check(url: string, ...more: readonly string[]): Promise<Checked> {
  const file = join(mkdtempSync(join(folder, 'run-')), 'report.json')
  const ended = await run(words(url, ['--report', `json=${file}`, ...more]))
  return read(ended, file)
}

function read(ended: { code: number | null; stdout: string; stderr: string }, file: string): Checked {
  const report = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { requirements: [] }) as Report
  const verdictOf = (id: string): string | undefined => report.requirements.find((one) => one.id === id)?.verdict.kind
  const failed = report.requirements.filter(({ verdict }) => verdict.kind === 'failed').map(({ id }) => id)
  return { ...ended, report, failed, verdictOf }
}

describe('--restart', () => {
  /** A target and the command that restarts it: another instance on the same port, with what `survives` of the blacklist. */
  async function restartable(
    survives: (blacklist: Set<string>) => Set<string>,
  ): Promise<{ url: string; command: string; restarts: () => number }> {
    let blacklist = new Set<string>()
    let restarts = 0
    let current = await startGateway(issued, { upstream: markingOnly.url, blacklist })
    const { url } = current
    const again = async (): Promise<void> => {
      await current.close()
      blacklist = survives(blacklist)
      restarts += 1
      current = await startGateway(issued, { upstream: markingOnly.url, blacklist, port: Number(new URL(url).port) })
    }
    const operator = createServer((_, response) => {
      again().then(
        () => response.end(),
        () => response.destroy(),
      )
    })
    await once(operator.listen(0, '127.0.0.1'), 'listening')
    ends.push(async () => {
      operator.close()
      operator.closeAllConnections()
      await current.close()
    })
    const order = `fetch('http://127.0.0.1:${(operator.address() as AddressInfo).port}')`
    return { url, command: `"${process.execPath}" -e "${order}"`, restarts: () => restarts }
  }

  test('finds a target that forgets its revocations when it starts anew', async () => {
    const { url, command, restarts } = await restartable(() => new Set())
    const { code, failed, stdout } = await check(url, ...oneLife, '--restart', command)
    expect({ code, failed, restarts: restarts() }).toEqual({ code: 1, failed: ['finality/stays-rejected'], restarts: 1 })
    expect(stdout).toContain('A token that was rejected once after its revocation is never accepted again')
  })

  test('is content with one that remembers them', async () => {
    const { url, command, restarts } = await restartable((blacklist) => blacklist)
    const { report, failed, verdictOf } = await check(url, ...oneLife, '--restart', command)
    expect({ failed, complete: report.run.complete, restarts: restarts() }).toEqual({ failed: [], complete: true, restarts: 1 })
    expect(verdictOf('finality/stays-rejected')).toBe('passed')
  })

  test('tells why the command failed, in its own words', async () => {
    const { code, report } = await check(honest.url, ...oneLife, '--restart', 'echo "no such service" >&2; exit 7')
    expect(code).toBe(3)
    expect(report.headline).toMatch(/--restart ".*" failed: no such service/)
    expect(report.run.complete).toBe(false)
  })
})

describe('--probe', () => {
  test('finds another protected operation that lets a revoked token in', async () => {
    const { url } = await gateway({ checksMe: false })
    const { code, failed, stdout } = await check(url, ...oneLife, '--probe', 'GET /me')
    expect({ code, failed }).toEqual({ code: 1, failed: ['finality/stays-rejected'] })
    expect(stdout).toMatch(/GET .*\/me/)
    // Without it, nobody asks.
    expect((await check(url, ...oneLife)).failed).toEqual([])
  })

  test('is content with one that does not', async () => {
    const { url } = await gateway({ checksMe: true })
    const { failed, report, verdictOf } = await check(url, ...oneLife, '--probe', 'GET /me')
    expect({ failed, doors: report.run.doors }).toEqual({ failed: [], doors: [url, `GET /me at ${url}`] })
    expect(verdictOf('finality/revoked-is-rejected')).toBe('passed')
  })
})

describe('--replica', () => {
  test('finds the one that lags for ever among those that do not', async () => {
    const blacklist = new Set<string>()
    const [first, good, lagging] = [await gateway({ blacklist }), await gateway({ blacklist }), await gateway({ blacklist: new Set() })]
    const { code, failed, stdout } = await check(first.url, ...oneLife, '--replica', good.url, lagging.url)
    expect({ code, failed }).toEqual({ code: 1, failed: ['finality/stays-rejected'] })
    expect(stdout).toContain(lagging.url)
    const fair = await check(first.url, ...oneLife, '--replica', good.url)
    expect({ failed: fair.failed, of: fair.verdictOf('finality/revoked-is-rejected') }).toEqual({ failed: [], of: 'passed' })
  })
})

describe('TLS', () => {
  const named = (name: string): string => join(folder, `${name}.pem`)
  const pem = (name: string): string => readFileSync(named(name), 'utf8')

  beforeAll(() => {
    const openssl = (...args: readonly string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' })
    const key = (name: string): readonly string[] => ['-newkey', 'rsa:2048', '-nodes', '-keyout', named(`${name}-key`)]
    const sign = (name: string, by: string): void => {
      openssl('req', ...key(name), '-subj', `/CN=${name}`, '-out', named(`${name}-request`))
      const signer = ['-CA', named(by), '-CAkey', named(`${by}-key`), '-CAcreateserial', '-days', '2', '-extfile', named('names')]
      openssl('x509', '-req', '-in', named(`${name}-request`), ...signer, '-out', named(name))
    }
    writeFileSync(named('names'), 'subjectAltName=IP:127.0.0.1')
    for (const name of ['authority', 'stranger'])
      openssl('req', '-x509', '-days', '2', ...key(name), '-subj', `/CN=${name}`, '-out', named(name))
    sign('server', 'authority')
    sign('client', 'authority')
    sign('impostor', 'stranger')
  })

  const tls = (more: { readonly ca?: string } = {}): GatewayOptions['tls'] & object => ({
    cert: pem('server'),
    key: pem('server-key'),
    ...more,
  })
  const trusting = (authority = 'authority'): readonly string[] => ['--ca', named(authority)]
  const presenting = (name: string): readonly string[] => ['--cert', named(name), '--key', named(`${name}-key`)]

  test('with a certificate of its own the suite is let in where nobody else is', async () => {
    const { url } = await gateway({ tls: tls({ ca: pem('authority') }) })
    const { failed, verdictOf } = await check(url, ...oneLife, ...trusting(), ...presenting('client'))
    expect({ failed, of: verdictOf('finality/revoked-is-rejected') }).toEqual({ failed: [], of: 'passed' })
  })

  test('where an authority is trusted that did not sign the target’s certificate, it says so in a sentence, and ends with 3', async () => {
    const { url } = await gateway({ tls: tls() })
    // The tokens come from the mock itself: it is the target that cannot be spoken to.
    const tokens = ['--provisioner', `${markingOnly.url}/_mock/tokens`]
    const { code, stdout, stderr, report } = await check(url, ...oneLife, ...trusting('stranger'), ...tokens)
    expect({ code, stderr, outcome: report.outcome }).toEqual({ code: 3, stderr: '', outcome: 'no conclusion' })
    expect(report.headline).toMatch(/^https:\/\/127\.0\.0\.1:\d+ cannot be reached: .*certificate.*--ca names the authority that issued it/)
    expect(stdout).not.toMatch(/^\s+at .*:\d+/m)
  })

  test.each([[[]], [['impostor']]])(
    'with %j for a client certificate, where the target asks for another, nobody is accused, and it says what may be missing',
    async (client) => {
      const { url } = await gateway({ tls: tls({ ca: pem('authority') }) })
      const tokens = ['--provisioner', `${markingOnly.url}/_mock/tokens`]
      const { code, failed, report } = await check(url, ...oneLife, ...trusting(), ...client.flatMap(presenting), ...tokens)
      expect({ code, failed }).toEqual({ code: 3, failed: [] })
      expect(report.headline).toMatch(/no whole answer.*what it asks of clients \(a certificate: --cert and --key\)/)
    },
  )

  test('HTTP/2 is spoken where the target speaks it, beside HTTP/1.1', async () => {
    const { url, http2Requests } = await gateway({ tls: tls() })
    const { failed, report } = await check(url, '--replay', 'identities:1:1', ...trusting())
    expect(failed).toEqual([])
    expect(http2Requests()).toBeGreaterThan(10)
    expect(http2Requests()).toBeLessThan(report.run.requests)
  })

  test('an identity that sticks to an HTTP/2 connection is found', async () => {
    const { url } = await gateway({ tls: tls(), identitySticks: true })
    const { code, failed, stdout } = await check(url, '--replay', 'identities:1:1', ...trusting())
    expect(code).toBe(1)
    expect(failed).toContain('authentication/missing-credential-is-refused')
    expect(stdout).toContain('curl')
  })
})

describe('--destructive', () => {
  const [outside] = Object.values(networkInterfaces()).flatMap(
    (all) => all?.filter(({ family, internal }) => family === 'IPv4' && !internal) ?? [],
  )

  test.skipIf(outside === undefined && process.env['CI'] === undefined)(
    'is asked for before what could wipe a careless system is sent to another address (skipped: this machine has none but its own)',
    async () => {
      const mock = await startMock(['--host', '0.0.0.0'])
      ends.push(async () => mock.stop())
      const { port } = new URL(mock.url)
      const sent = async (...more: readonly string[]): Promise<{ ids: number; wildcards: number }> => {
        const history = join(mkdtempSync(join(folder, 'sent-')), 'history.ndjson')
        const tokens = ['--provisioner', `http://127.0.0.1:${port}/_mock/tokens`, '--report', `history=${history}`]
        await run(words(`http://${outside?.address}:${port}`, ['--replay', 'identifiers:1:0', ...tokens, ...more]))
        const text = readFileSync(history, 'utf8')
        const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
        return { ids: count(/\/tokens\/not-a-uuid\/revoke"/g), wildcards: count(/\/tokens\/(?:%25|\*)\/revoke"/g) }
      }
      const [careful, destructive] = await Promise.all([sent(), sent('--destructive')])
      expect(careful).toEqual({ ids: destructive.ids, wildcards: 0 })
      expect(destructive.wildcards).toBeGreaterThan(0)
    },
  )
})

describe('a run that is told to end', () => {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

  /** Ended once it has said that it is in the middle of its scenarios. */
  async function ended(url: string, signal: 'SIGINT' | 'SIGTERM'): Promise<Checked> {
    const file = join(mkdtempSync(join(folder, 'ended-')), 'report.json')
    const child = spawn(process.execPath, [cli, ...words(url, ['--report', `json=${file}`, 'ndjson=-', '--rate', '100', '--quiet'])], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const output = { stdout: '', stderr: '' }
    let isTold = false
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text
      if (isTold || !/"kind":"progress"[^\n]*"cases":1\d/.test(output.stdout)) return
      isTold = true
      child.kill(signal)
    })
    const [code] = (await once(child, 'close')) as [number | null]
    return read({ code, ...output }, file)
  }

  /** How many tokens live at the mock. */
  async function alive(): Promise<number> {
    const { tokens } = (await (await fetch(`${honest.url}/_mock/tokens?limit=1000`)).json()) as { tokens: { state: string }[] }
    return tokens.filter(({ state }) => state === 'live').length
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('by %s is judged, reported as incomplete, and cleaned up after', async (signal) => {
    const before = await alive()
    expect(before).toBeGreaterThan(0)
    const [fair, faulty] = await Promise.all([ended(honest.url, signal), ended(markingOnly.url, signal)])
    expect(await alive()).toBe(before)
    expect(fair).toMatchObject({ code: 3, failed: [], report: { outcome: 'no conclusion', run: { complete: false } } })
    expect(fair.report.headline).toContain('interrupted')
    expect(fair.report).toMatchObject({ leftovers: [] })
    expect(faulty).toMatchObject({ code: 1, report: { outcome: 'not conformant', run: { complete: false } } })
    expect(faulty.failed.length).toBeGreaterThan(0)
    expect(faulty.failed.filter((id) => !id.startsWith('finality/'))).toEqual([])
    expect(fair.stderr + faulty.stderr).not.toMatch(/^\s+at .*:\d+/m)
  })
})

test('of a small pool the report says what could not be exercised for lack of tokens, and nothing false', async () => {
  const pool = join(folder, 'pool.json')
  await writePool(honest.url, pool, { manager: 1, revocable: 4 })
  const { code, failed, report, stdout } = await check(honest.url, '--provisioner', pool)
  expect({ code, failed, outcome: report.outcome }).toEqual({ code: 3, failed: [], outcome: 'no conclusion' })
  const missing = report.requirements.filter(({ level, verdict }) => level === 'must' && verdict.kind === 'not exercised')
  expect(missing.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['authorization/outsider-may-not-revoke', 'authentication/expired-credential-is-refused']),
  )
  expect(missing.every(({ verdict }) => (verdict.reason ?? '').includes(pool))).toBe(true)
  expect(stdout).toContain('could not be exercised')
  for (const kind of ['revocable', 'outsider', 'expired']) expect(report.notices.join('\n')).toContain(`No ${kind} tokens`)
})
