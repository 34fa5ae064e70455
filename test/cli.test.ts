import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from './command.mjs'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

describe('the command', () => {
  test('says its version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('explains itself, with examples for each kind of user', async () => {
    const { code, stdout, stderr } = await run(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const word of ['mock', 'check', 'report', 'Frontend developers', 'Backend developers', 'certifiers'])
      expect(stdout).toContain(word)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })

  test('explains each of its commands', async () => {
    const { stdout } = await run(['--help'])
    const names = [...stdout.matchAll(/^ {2}([a-z]+) (?=[[<])/gm)].map(([, name = '']) => name).filter((name) => name !== 'help')
    expect(names).toEqual(expect.arrayContaining(['mock', 'check', 'requirements', 'report']))
    for (const name of names)
      expect(await run([name, '--help'])).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringContaining(`dayzero-contract ${name}`),
      })
  })

  test('loads nothing heavy for `--help`', async () => {
    const modules = await modulesLoadedFor(['--help'])
    const packages = modules.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])
    expect([...new Set(packages)]).toEqual(['commander'])
  })
})

/** URLs of every module file that a command loads, as V8 covers them. */
async function modulesLoadedFor(args: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'coverage-'))
  try {
    await run(args, { env: { NODE_V8_COVERAGE: folder } })
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    const scripts = files.flatMap((text) => (JSON.parse(text) as { result: readonly { url: string }[] }).result)
    return scripts.map(({ url }) => url).filter((url) => url.startsWith('file:'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('a wrong use is one sentence and exit code 2:', () => {
  test.each([
    ['an unknown option', ['--frob'], /^error: unknown option '--frob'\n/],
    ['an unknown command', ['frob'], /^error: unknown command 'frob'\n/],
    ['a command misspelt', ['chekc'], /^error: unknown command 'chekc'\n\(Did you mean check\?\)\n$/],
    ['an unknown option of a command', ['mock', '--frob'], /^error: unknown option '--frob'\n/],
    ['a port that is no number', ['mock', '--port', 'x'], /^error: .*--port.* Give a whole number\.\n$/],
    ['an unknown fault', ['mock', '--fault', 'frob'], /^error: There is no fault "frob"/],
    ['a contract that is not there', ['mock', '--contract', '/no/such.json'], /^error: \/no\/such\.json: cannot be read \(no such file\)/],
    ['a report that is not there', ['report', '/no/such.json'], /^error: \/no\/such\.json: cannot be read/],
    ['a check without a target', ['check'], /^error: .*--target/],
    [
      'an unknown report format',
      [...checkOf('http://127.0.0.1:1'), '--report', 'pdf'],
      /^error: "pdf" is no report format\. Choose one of: json/,
    ],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})

test('a target that cannot be reached is exit code 3, and says so without a stack', async () => {
  const { code, stdout, stderr } = await run(checkOf(`http://127.0.0.1:${await closedPort()}`))
  expect(code).toBe(3)
  expect(`${stdout}${stderr}`).toMatch(/127\.0\.0\.1/)
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('a reader that leaves early ends nothing and prints nothing', async () => {
  const child = spawn('bash', ['-o', 'pipefail', '-c', `"${process.execPath}" dist/cli.js --help | head -c 1`], {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [code] = (await once(child, 'close')) as [number]
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

function checkOf(target: string): readonly string[] {
  return ['check', '--target', target, '--provisioner', `${target}/_mock/tokens`]
}

/** A port on which nobody listens: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
