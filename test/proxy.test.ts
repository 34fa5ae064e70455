import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { run, startMock } from './command.mjs'
import { inChromium } from './in-chromium.ts'

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proxy-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Proxy {
  readonly url: string
  /** What it has printed so far. */
  readonly said: () => string
  /** Ends it as Ctrl-C does; gives the exit code. */
  readonly end: () => Promise<number>
}

interface Report {
  readonly outcome: string
  readonly run: { readonly requests: number }
  readonly requirements: readonly { readonly id: string; readonly level: string; readonly verdict: { readonly kind: string } }[]
}

interface Token {
  readonly id: string
  readonly secret: string
}

async function startProxy(target: string, ...more: readonly string[]): Promise<Proxy> {
  const child = spawn(process.execPath, [cli, 'proxy', '--target', target, '--port', '0', ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'close')
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /^Listening on (\S+)$/m.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    gone.then(() => reject(new Error(`The proxy ended before it listened:\n${said}`)), reject)
  })
  return {
    url,
    said: () => said,
    end: async () => {
      child.kill('SIGINT')
      const [code] = (await gone) as [number]
      return code
    },
  }
}

async function startMockFor(...flags: readonly string[]): Promise<string> {
  const mock = await startMock(flags)
  onTestFinished(() => mock.stop())
  return mock.url
}

function reportAt(...names: readonly string[]): Report {
  return JSON.parse(readFileSync(join(folder, ...names), 'utf8')) as Report
}

function failuresIn({ requirements }: Report): readonly string[] {
  return requirements.filter(({ verdict }) => verdict.kind === 'failed').map(({ id }) => id)
}

async function issue(url: string, kind: string): Promise<Token> {
  const response = await fetch(`${url}/_mock/tokens`, { method: 'POST', body: JSON.stringify({ kind, count: 1 }) })
  const { tokens } = (await response.json()) as { tokens: readonly [Token] }
  return tokens[0]
}

async function revoke(url: string, id: string, { secret }: Token): Promise<number> {
  const init = { method: 'POST', headers: { authorization: `Bearer ${secret}` } }
  return (await fetch(`${url}/api/v1/tokens/${id}/revoke`, init)).status
}

describe('a check through the proxy', () => {
  test.each([
    ['a correct target', [], 0],
    ['a target with faults', ['cached-credential', 'restamped', 'sibling-revoked', 'detail-is-a-string'], 1],
  ])('of %s comes to the verdicts that the proxy comes to', async (name, faults, expected) => {
    const target = await startMockFor(...faults.flatMap((fault) => ['--fault', fault]))
    const proxy = await startProxy(target, '--exclusive', '--out', join(folder, name, 'proxy'))
    const words = ['--provisioner', `${proxy.url}/_mock/tokens`, '--seed', '3', '--out', join(folder, name, 'check')]
    const { code } = await run(['check', '--target', proxy.url, ...words])
    expect({ check: code, proxy: await proxy.end() }).toEqual({ check: expected, proxy: expected })
    const [ofCheck, ofProxy] = [reportAt(name, 'check', 'report.json'), reportAt(name, 'proxy', 'report.json')]
    expect(failuresIn(ofProxy)).toEqual(failuresIn(ofCheck))
    const passed = (report: Report) => report.requirements.filter(({ level, verdict }) => level === 'must' && verdict.kind === 'passed')
    expect(passed(ofProxy).map(({ id }) => id)).toEqual(passed(ofCheck).map(({ id }) => id))
    // What the proxy recorded is judged again like any other history.
    const again = await run(['judge', join(folder, name, 'proxy', 'history.ndjson'), '--report', `json=${join(folder, 'again.json')}`])
    expect(again.code).toBe(expected)
    expect(readFileSync(join(folder, 'again.json'), 'utf8')).toBe(readFileSync(join(folder, name, 'proxy', 'report.json'), 'utf8'))
  })
})

describe('the proxy', () => {
  test('prints a breach when it happens, with its requirement, and holds no secret', async () => {
    const target = await startMockFor('--fault', 'revoke-is-noop')
    const [manager, revocable] = [await issue(target, 'manager'), await issue(target, 'revocable')]
    writeFileSync(join(folder, 'tokens.json'), JSON.stringify({ tokens: [manager, revocable] }))
    const proxy = await startProxy(target, '--tokens', join(folder, 'tokens.json'), '--out', join(folder, 'live'))
    expect(await revoke(proxy.url, 'bbbbbbbb-0000-4000-8000-000000000001', revocable)).toBe(404)
    expect(await revoke(proxy.url, revocable.id, manager)).toBe(201)
    expect(await revoke(proxy.url, 'bbbbbbbb-0000-4000-8000-000000000002', revocable)).toBe(404)
    await expect.poll(proxy.said, { timeout: 10_000 }).toMatch(/^✗ finality\/revoked-is-rejected: expected 401/m)
    expect(await proxy.end()).toBe(1)
    expect(proxy.said()).toMatch(/^NOT CONFORMANT/m)
    const written = ['report.json', 'history.ndjson', 'report.html', 'junit.xml', 'report.md'].map((name) =>
      readFileSync(join(folder, 'live', name), 'utf8'),
    )
    expect([proxy.said(), ...written].join('\n')).not.toMatch(new RegExp(`${manager.secret}|${revocable.secret}`))
  })

  test('answers 502 by itself where the target is away, and holds that against nobody', async () => {
    const proxy = await startProxy('http://127.0.0.1:9')
    const response = await fetch(`${proxy.url}/api/v1/tokens/bbbbbbbb-0000-4000-8000-000000000001/revoke`, { method: 'POST' })
    expect(response.status).toBe(502)
    expect(response.headers.get('x-dayzero-contract-proxy')).toBe('no answer')
    expect(await proxy.end()).toBe(3)
    expect(proxy.said()).toMatch(/^NO CONCLUSION/m)
  })

  test('says in one sentence what is wrong with its flags', async () => {
    expect(await run(['proxy', '--target', 'nowhere'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: --target "nowhere" is no http/),
    })
    expect(await run(['proxy', '--target', 'http://127.0.0.1:9', '--tokens', join(folder, 'none.json')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: --tokens [^\n]*cannot be read \(ENOENT\)[^\n]*\n$/),
    })
  })
})

inChromium('a page in Chromium', (browser) => {
  test('works through the proxy with CORS, and both the proxy and its own HAR tell that a revoked token still works', async () => {
    const target = await startMockFor('--fault', 'revoke-is-noop')
    const [manager, revocable] = [await issue(target, 'manager'), await issue(target, 'revocable')]
    const tokens = join(folder, 'of-page.json')
    writeFileSync(tokens, JSON.stringify({ tokens: [manager, revocable] }))
    const proxy = await startProxy(target, '--tokens', tokens)
    const site = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end('<title>A page</title>')).listen(
      0,
      '127.0.0.1',
    )
    onTestFinished(() => void site.close())
    await once(site, 'listening')
    const har = join(folder, 'page.har')
    const context = await browser().newContext({ recordHar: { path: har, content: 'embed' } })
    const page = await context.newPage()
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
    const send = (id: string, bearer: string) =>
      page.evaluate(
        async ([url = '', secret = '']) => {
          const response = await fetch(url, {
            method: 'POST',
            headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
            body: '{"reason": "page"}',
          })
          return { status: response.status, body: await response.json() }
        },
        [`${proxy.url}/api/v1/tokens/${id}/revoke`, bearer],
      )
    expect(await send('bbbbbbbb-0000-4000-8000-000000000001', revocable.secret)).toMatchObject({ status: 404 })
    expect(await send(revocable.id, manager.secret)).toMatchObject({
      status: 201,
      body: { data: { id: revocable.id, revocation_reason: 'page' } },
    })
    // What the recorder may have left out of its times is over by then.
    await page.waitForTimeout(2000)
    expect(await send('bbbbbbbb-0000-4000-8000-000000000002', revocable.secret)).toMatchObject({ status: 404 })
    await page.waitForTimeout(200)
    await context.close()
    expect(await proxy.end()).toBe(1)
    expect(proxy.said()).toContain('✗ finality/revoked-is-rejected')
    const judged = await run(['judge', har, '--tokens', tokens, '--out', join(folder, 'har')])
    expect(judged).toMatchObject({ code: 1, stderr: '' })
    expect(judged.stdout).toMatch(/✗ finality\/(?:revoked-is-rejected|rejected-with-401)/)
    expect(judged.stdout).toContain('recorded by Playwright')
    expect(judged.stdout + readFileSync(join(folder, 'har', 'history.ndjson'), 'utf8')).not.toMatch(
      new RegExp(`${manager.secret}|${revocable.secret}`),
    )
    // Without the ids nothing can be said of that token, and nothing is.
    expect(await run(['judge', har])).toMatchObject({ code: 0, stdout: expect.stringContaining('--tokens FILE') })
  })
})
