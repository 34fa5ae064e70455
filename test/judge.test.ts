import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run, startMock } from './command.mjs'
import { writePool } from './pool.ts'

type Mock = Awaited<ReturnType<typeof startMock>>

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
let folder = ''
let honest: Mock

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'judge-'))
  honest = await startMock()
})

afterAll(async () => {
  await honest.stop()
  rmSync(folder, { recursive: true, force: true })
})

function path(...names: readonly string[]): string {
  return join(folder, ...names)
}

function bytesOf(...names: readonly string[]): string {
  return readFileSync(path(...names), 'utf8')
}

/** Checks a mock, its reports in a folder of that name. */
async function check(mock: Mock, name: string, ...more: readonly string[]): Promise<number | null> {
  const words = ['check', '--target', mock.url, '--provisioner', `${mock.url}/_mock/tokens`, '--seed', '5', '--out', path(name), ...more]
  return (await run(words)).code
}

/** Judges the history of that run; gives the exit code, with the report of the run and the one made again. */
async function again(name: string): Promise<{ code: number | null; before: string; after: string }> {
  const { code, stderr } = await run(['judge', path(name, 'history.ndjson'), '--report', `json=${path(name, 'again.json')}`])
  expect(stderr).toBe('')
  return { code, before: bytesOf(name, 'report.json'), after: bytesOf(name, 'again.json') }
}

describe('judging the history of a run comes to its report again, byte for byte, with its exit code:', () => {
  test('a conformant run', async () => {
    const code = await check(honest, 'honest', '--keep-secrets', path('kept.json'))
    expect(code).toBe(0)
    const { after, before, ...rest } = await again('honest')
    expect(rest).toEqual({ code })
    expect(after).toBe(before)
  })

  test('a run on several faults', async () => {
    const faults = ['cached-credential', 'sibling-revoked', 'stuck', 'secret-echoed', 'html-errors']
    const faulty = await startMock(faults.flatMap((fault) => ['--fault', fault]))
    const code = await check(faulty, 'faulty')
    await faulty.stop()
    expect(code).toBe(1)
    const { after, before, ...rest } = await again('faulty')
    expect(rest).toEqual({ code })
    expect(after).toBe(before)
    expect(before).toContain('"replay": "check --replay')
  })

  test('a run with a declared propagation, replicas, a probe, a selection, pinned readings and a baseline', async () => {
    writeFileSync(path('baseline.json'), '{"version": 1, "failures": [], "unexercised": ["finality/stays-rejected"]}')
    const replicas = await startMock(['--environment', 'replicas'])
    const doors = replicas.replicas.slice(1).flatMap((url) => ['--replica', url])
    const declared = [...doors, '--probe', 'GET /_mock/tokens', '--propagation', '50']
    const asked = ['--skip', 'http', '--expect', 'foreign=404', '--allow-unexercised', 'robustness', '--baseline', path('baseline.json')]
    const code = await check(replicas, 'doors', ...declared, ...asked)
    await replicas.stop()
    expect(code).toBe(1)
    const { after, before, ...rest } = await again('doors')
    expect(rest).toEqual({ code })
    expect(after).toBe(before)
    expect(before).toContain('"propagation": 50')
    expect(before).toContain('reading/foreign')
  })

  test('a run whose provisioner has few tokens, and none of some kinds', async () => {
    await writePool(honest.url, path('pool.json'), { manager: 2, revocable: 8 })
    const code = await check(honest, 'pool', '--provisioner', path('pool.json'))
    expect(code).toBe(3)
    const { after, before, ...rest } = await again('pool')
    expect(rest).toEqual({ code })
    expect(after).toBe(before)
    expect(before).toContain('No outsider tokens')
  })

  test('an interrupted run', async () => {
    const words = ['check', '--target', honest.url, '--provisioner', `${honest.url}/_mock/tokens`, '--out', path('cut'), '--rate', '50']
    const child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'pipe', 'ignore'] })
    child.stdout.once('data', () => child.kill('SIGINT')).resume()
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(3)
    const { after, before, ...rest } = await again('cut')
    expect(rest).toEqual({ code })
    expect(after).toBe(before)
  })

  test('a recheck', async () => {
    const { code } = await run(['recheck', path('honest', 'report.json'), '--secrets', path('kept.json'), '--out', path('later')])
    const { after, before, ...rest } = await again('later')
    expect(rest).toEqual({ code })
    expect(after).toBe(before)
  })
})

describe('judge', () => {
  test('takes a gzipped history, and writes every report a run writes', async () => {
    writeFileSync(path('h.gz'), gzipSync(bytesOf('honest', 'history.ndjson')))
    const { code, stdout } = await run(['judge', path('h.gz'), '--out', path('unzipped'), '--report', 'har', 'sarif', 'ctrf', 'ndjson'])
    expect(code).toBe(0)
    expect(stdout).toContain('CONFORMANT')
    expect(bytesOf('unzipped', 'history.ndjson')).toBe(bytesOf('honest', 'history.ndjson'))
    expect(bytesOf('unzipped', 'junit.xml')).toBe(bytesOf('honest', 'junit.xml'))
    expect(bytesOf('unzipped', 'report.html')).toBe(bytesOf('honest', 'report.html'))
  })

  test('leaves the history alone that it reads, and judges a part of it', async () => {
    const before = bytesOf('honest', 'history.ndjson')
    const asked = ['--only', 'existence', '--out', path('honest'), '--report', `json=${path('other.json')}`]
    const { code, stdout } = await run(['judge', path('honest', 'history.ndjson'), ...asked])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^PARTIAL/m)
    expect(stdout).not.toMatch(/^http /m)
    expect(bytesOf('honest', 'history.ndjson')).toBe(before)
  })

  test('holds a history to readings that were not pinned before', async () => {
    expect(await run(['judge', path('honest', 'history.ndjson'), '--only', 'reading', '--expect', 'foreign=404'])).toMatchObject({
      code: 1,
    })
  })

  test('never passes a history that was cut short', async () => {
    const lines = bytesOf('honest', 'history.ndjson').split('\n')
    writeFileSync(path('short.ndjson'), lines.slice(0, -2).join('\n'))
    const { code, stdout } = await run(['judge', path('short.ndjson')])
    expect(code).toBe(3)
    expect(stdout).toContain('NO CONCLUSION  The history ends without a footer: it was cut short.')
  })

  test('says in one sentence what is wrong with a file', async () => {
    writeFileSync(path('broken.ndjson'), bytesOf('honest', 'history.ndjson').replace('"kind":"issued"', '"kind":"isued"'))
    expect(await run(['judge', path('broken.ndjson')])).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: ${path('broken.ndjson')}:2: is no event of a history of version 1 (there is no kind "isued"). Give a history.ndjson that a run wrote.\n`,
    })
    expect(await run(['judge', path('none.ndjson')])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: [^\n]+ENOENT[^\n]+\n$/),
    })
    expect(await run(['judge', path('honest', 'history.ndjson'), '--only', 'frob'])).toMatchObject({ code: 2 })
  })
})
