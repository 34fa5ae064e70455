import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run, startMock } from './command.mjs'
import { writePool } from './pool.ts'

type Mock = Awaited<ReturnType<typeof startMock>>

let folder = ''
let honest: Mock
let faulty: Mock
let pools = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'check-'))
  ;[honest, faulty] = await Promise.all([startMock(), startMock(['--fault', 'revoke-is-noop'])])
})

afterAll(async () => {
  await Promise.all([honest.stop(), faulty.stop()])
  rmSync(folder, { recursive: true, force: true })
})

/** Words that check a mock; `more` are further flags. */
function checkOf(mock: Mock, ...more: readonly string[]): string[] {
  return ['check', '--target', mock.url, '--provisioner', `${mock.url}/_mock/tokens`, '--seed', '1', ...more]
}

/** As `checkOf`, with a few tokens of each kind: what shows in a small run needs no whole one. */
async function smallCheckOf(mock: Mock, ...more: readonly string[]): Promise<string[]> {
  pools += 1
  const file = path(`pool-${pools}.json`)
  await writePool(mock.url, file, { manager: 2, revocable: 10, outsider: 2, expired: 1 })
  return checkOf(mock, '--provisioner', file, ...more)
}

function path(name: string): string {
  return join(folder, name)
}

/** Runs it, and ends it by Ctrl-C at its first words, which say that the run has begun. */
async function interrupted(words: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
  const child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  // A fixed wait would be too short on a busy machine.
  child.stdout.once('data', () => child.kill('SIGINT'))
  child.stdout.resume()
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stderr }
}

interface Report {
  readonly outcome: string
  readonly run: { readonly requests: number; readonly tokens: Record<string, number>; readonly doors: readonly string[] }
  readonly requirements: readonly { readonly id: string; readonly verdict: { readonly kind: string } }[]
}

function reportIn(name: string): Report {
  return JSON.parse(readFileSync(path(name), 'utf8')) as Report
}

describe('check', () => {
  test('passes the mock, within the quick profile’s 2,000 requests and 300 tokens', async () => {
    const { code, stdout, stderr } = await run(checkOf(honest, '--report', `json=${path('honest.json')}`))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('CONFORMANT')
    const { run: facts } = reportIn('honest.json')
    expect(facts.requests).toBeLessThanOrEqual(2000)
    expect(Object.values(facts.tokens).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(300)
  })

  test('fails a revocation that has no effect: the promise, expected and got, curl without a secret, and a replay that fails again', async () => {
    const { code, stdout } = await run(checkOf(faulty, '--header', 'X-Key: sesame-open-sesame', '--concurrency', '3'))
    expect(code).toBe(1)
    expect(stdout).toContain('finality/revoked-is-rejected')
    expect(stdout).not.toContain('sesame')
    expect(stdout).toContain('will be rejected on all future')
    expect(stdout).toMatch(/expected\s+401/)
    expect(stdout).toMatch(/revoke .*\$[A-Z]+_\d+/)
    expect(stdout).not.toMatch(/dz_[A-Za-z0-9_-]{20}/)
    // As it stands there, in a shell.
    const replay = /dayzero-contract (check --replay [^\n]+)/.exec(stdout)?.[1] ?? ''
    expect(replay).toContain('--concurrency 3')
    const again = spawnSync('/bin/sh', ['-c', `"$NODE" dist/cli.js ${replay}`], {
      env: { ...process.env, NODE: process.execPath, X_KEY: 'sesame-open-sesame' },
      encoding: 'utf8',
    })
    expect(again.status).toBe(1)
    expect(again.stdout).toContain('finality/')
  })

  test('fails with commands that show it again when they are pasted into a shell: what they ask is answered as the story says', async () => {
    const { stdout } = await run(checkOf(faulty, '--only', 'finality/revoked-is-rejected', '--fail-fast'))
    const [, pasted = ''] = /^( {2}eval .*?)^ {2}replay/ms.exec(stdout) ?? []
    expect(pasted).not.toBe('')
    const command = `dayzero-contract() { ${process.execPath} ${fileURLToPath(new URL('../dist/cli.js', import.meta.url))} "$@"; }`
    const { stdout: answers } = await promisify(execFile)('bash', ['-c', `${command}\n${pasted}`])
    expect(answers.match(/(?<= )\d{3}$/gm)).toEqual(['404', '201', '404'])
  })

  test('draws the same inputs for the same seed', async () => {
    const inputs = async (name: string): Promise<string[]> => {
      await run(checkOf(honest, '--report', `history=${path(name)}`, '--concurrency', '1'))
      const lines = readFileSync(path(name), 'utf8').trim().split('\n')
      const exchanges = lines.map(
        (line) => JSON.parse(line) as { kind: string; scenario?: string; request?: { body: { text?: string } | null } },
      )
      return exchanges
        .filter(({ kind, scenario }) => kind === 'exchange' && scenario === 'lifecycle')
        .map(({ request }) => request?.body?.text ?? '')
    }
    const [first = [], second] = await Promise.all(['a.ndjson', 'b.ndjson'].map(inputs))
    expect(first.length).toBeGreaterThan(20)
    expect(second).toEqual(first)
  })

  test('says PARTIAL, never CONFORMANT, of a selection', async () => {
    const [{ code, stdout }, allowing] = await Promise.all([
      run(await smallCheckOf(honest, '--only', 'finality/revoked-is-rejected')),
      run(checkOf(honest, '--allow-unexercised', 'existence')),
    ])
    expect(code).toBe(0)
    expect(stdout).toContain('PARTIAL')
    expect(stdout).not.toContain('CONFORMANT')
    expect(allowing).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PARTIAL/m) })
  })

  test('says that a kind which cannot be issued was not tried, and PARTIAL where that is allowed', async () => {
    const target = await startMock(['--fault', 'outsider-may-revoke'])
    const issue = `async (kind, count) => {
      if (kind === 'outsider') return []
      const response = await fetch('${target.url}/_mock/tokens', { method: 'POST', body: JSON.stringify({ kind, count }) })
      return (await response.json()).tokens
    }`
    writeFileSync(path('no-outsiders.mjs'), `export default ${issue}`)
    const id = 'authorization/outsider-may-not-revoke'
    const words = checkOf(target, '--provisioner', path('no-outsiders.mjs'), '--report', `json=${path('no-outsiders.json')}`)
    expect(await run(words)).toMatchObject({ code: 3, stdout: expect.stringContaining('gave no tokens of kind') })
    const verdict = reportIn('no-outsiders.json').requirements.find((requirement) => requirement.id === id)?.verdict
    expect(verdict).toMatchObject({ kind: 'not exercised' })
    const allowed = await run([...words, '--allow-unexercised', id])
    await target.stop()
    expect(allowed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^PARTIAL/m) })
  })

  test('ends with 3 and says why when nothing listens, when the provisioner is another’s, and when it breaks', async () => {
    const silent = await run(['check', '--target', 'http://127.0.0.1:9', '--provisioner', `${honest.url}/_mock/tokens`])
    expect(silent).toMatchObject({ code: 3 })
    expect(silent.stdout + silent.stderr).toMatch(/http:\/\/127\.0\.0\.1:9 cannot be reached/)
    const foreign = await run(['check', '--target', honest.url, '--provisioner', `${faulty.url}/_mock/tokens`])
    expect(foreign).toMatchObject({ code: 3 })
    expect(foreign.stdout + foreign.stderr).toContain('401 to every token')
    const broken = await run(['check', '--target', honest.url, '--provisioner', 'exec:echo no tokens today >&2; exit 7'])
    expect(broken).toMatchObject({ code: 3 })
    expect(broken.stdout + broken.stderr).toContain('no tokens today')
  })

  test('judges what it saw when it is interrupted, and never passes', async () => {
    const { code } = await interrupted(checkOf(honest, '--report', `json=${path('cut.json')}`, '--rate', '50'))
    expect(code).toBe(3)
    expect(reportIn('cut.json')).toMatchObject({ outcome: 'no conclusion', run: { complete: false } })
  })

  test('ends at --max-time with what it saw', async () => {
    const { code, stdout } = await run(checkOf(honest, '--rate', '40', '--max-time', '2'))
    expect(code).toBe(3)
    expect(stdout).toContain('--max-time')
  })

  test('sends the requests of a race together, however low the rate', async () => {
    // Which requirement a race breaks depends on who of the racers was faster.
    const breaks = async (fault: string, families: RegExp): Promise<void> => {
      const target = await startMock(['--fault', fault, '--environment', 'jitter=20'])
      const { code, stdout } = await run(checkOf(target, '--rate', '25', '--replay', 'races:1:0'))
      await target.stop()
      expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(families) as string })
    }
    await Promise.all([
      breaks('two-winners', /✗ (envelope|finality)\//),
      breaks('concurrent-crash', /✗ robustness\//),
      breaks('in-flight-race', /✗ finality\//),
    ])
  })

  test('holds a target to the readings that are pinned', async () => {
    const [kept, { code, stdout }] = await Promise.all([
      run(await smallCheckOf(honest, '--expect', 'foreign=403', 'repeat=201', '--only', 'reading')),
      run(await smallCheckOf(honest, '--expect', 'foreign=404')),
    ])
    expect(kept).toMatchObject({ code: 0 })
    expect(code).toBe(1)
    expect(stdout).toContain('reading/foreign')
    expect(await run(checkOf(honest, '--expect', 'frob=1'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no reading "frob"'),
    })
  })

  test('a baseline lets known failures pass, and no new or mended ones', async () => {
    await run(await smallCheckOf(faulty, '--write-baseline', path('known.json')))
    writeFileSync(path('none.json'), '{"version": 1, "failures": [], "unexercised": []}')
    const [known, mended, fresh] = await Promise.all([
      run(await smallCheckOf(faulty, '--baseline', path('known.json'))),
      run(await smallCheckOf(honest, '--baseline', path('known.json'))),
      run(await smallCheckOf(faulty, '--baseline', path('none.json'))),
    ])
    expect(known.code).toBe(0)
    expect(known.stdout).toContain('PARTIAL')
    expect(mended.code).toBe(1)
    expect(mended.stdout).toContain('no longer fail')
    expect(fresh.code).toBe(1)
  })

  test('takes its flags from a configuration file, with variables, and the command line wins', async () => {
    writeFileSync(
      path('config.json'),
      JSON.stringify({
        target: '${CHECK_TARGET}',
        provisioner: '${CHECK_TARGET}/_mock/tokens',
        seed: 1,
        only: ['existence'],
        header: { 'X-Team': 'blue' },
      }),
    )
    const set = { env: { CHECK_TARGET: honest.url } }
    const both = await run(['check', '--config', path('config.json'), '--only', 'secrecy'], set)
    expect(both.code).toBe(0)
    expect(both.stdout).toContain('secrecy')
    expect(both.stdout).not.toMatch(/^existence/m)
    expect(await run(['check', '--config', path('config.json')])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('CHECK_TARGET'),
    })
    writeFileSync(path('wrong.json'), '{"tarjet": "x"}')
    expect(await run(['check', '--config', path('wrong.json')])).toMatchObject({ code: 2, stderr: expect.stringContaining('tarjet') })
  })

  test('answers files that it cannot use before anything is sent, in one sentence', async () => {
    writeFileSync(path('null.json'), 'null')
    writeFileSync(path('junk.pem'), 'junk')
    const refused: readonly (readonly [string, string])[] = [
      ['--expect', 'null.json'],
      ['--ca', 'junk.pem'],
      ['--key', 'junk.pem'],
      ['--keep-secrets', 'junk.pem/kept.json'],
      ['--write-baseline', 'junk.pem/known.json'],
    ]
    for (const [flag, file] of refused) {
      const { code, stdout, stderr } = await run(checkOf(honest, flag, path(file)))
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining(`error: ${flag} ${path(file)} `) as string,
      })
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
  })

  test('refuses a server that the contract names, unless that is meant', async () => {
    const { code, stderr } = await run(['check', '--target', 'https://api.ondayzero.com', '--provisioner', 'x.json'])
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--production') as string })
  })

  test('finds through another door what the first one hides', async () => {
    const report = `json=${path('doors.json')}`
    const replicas = await startMock(['--environment', 'replicas'])
    try {
      const doors = replicas.replicas.slice(1).flatMap((url) => ['--replica', url])
      const words = await smallCheckOf(replicas, ...doors, '--only', 'finality/revoked-is-rejected', '--report', report)
      expect(await run(words)).toMatchObject({ code: 0 })
      expect(reportIn('doors.json').run.doors).toHaveLength(3)
    } finally {
      await replicas.stop()
    }
  })

  test('keeps secrets only when asked, for their owner only, and tries them again later', async () => {
    const forgetful = await startMock(['--fault', 'forgotten-after-a-while=60000'])
    try {
      writeFileSync(path('kept.json'), 'older', { mode: 0o644 })
      await run(await smallCheckOf(forgetful, '--keep-secrets', path('kept.json'), '--report', `json=${path('first.json')}`))
      expect(statSync(path('kept.json')).mode & 0o777).toBe(0o600)
      const now = await run(['recheck', path('first.json'), '--secrets', path('kept.json')])
      expect(now.code).toBe(0)
      // Another mock never heard of these tokens, and refuses them just as well.
      expect(await run(['recheck', path('first.json'), '--secrets', path('kept.json'), '--target', honest.url])).toMatchObject({ code: 0 })
      expect(await run(['recheck', path('first.json'), '--secrets', path('none.json')])).toMatchObject({ code: 2 })
      const nowhere = await run([
        'recheck',
        path('first.json'),
        '--secrets',
        path('kept.json'),
        '--target',
        'http://127.0.0.1:9',
        '--out',
        path('nowhere'),
      ])
      expect(nowhere).toMatchObject({ code: 3, stderr: '' })
      expect(nowhere.stdout).toContain('http://127.0.0.1:9 cannot be reached')
      expect(reportIn('nowhere/report.json')).toMatchObject({ outcome: 'no conclusion', run: { complete: false } })
      // At the first words of its one request a second, most is still to be tried.
      const words = [
        'recheck',
        path('first.json'),
        '--secrets',
        path('kept.json'),
        '--rate',
        '1',
        '--report',
        `json=${path('cut-again.json')}`,
      ]
      expect(await interrupted(words)).toEqual({ code: 3, stderr: '' })
      expect(reportIn('cut-again.json')).toMatchObject({ outcome: 'no conclusion', run: { complete: false } })
    } finally {
      await forgetful.stop()
    }
    const { tokens } = JSON.parse(readFileSync(path('kept.json'), 'utf8')) as { tokens: { secret: string }[] }
    const report = readFileSync(path('first.json'), 'utf8')
    expect(tokens.filter(({ secret }) => report.includes(secret))).toEqual([])
  })

  test('registers one test per requirement inside vitest', async () => {
    const { code, tests } = await vitest(clone, ['--project', 'conformance'], {
      TARGET: faulty.url,
      PROVISIONER: `${faulty.url}/_mock/tokens`,
    })
    expect(code).toBe(1)
    const failed = tests.filter(({ status }) => status === 'failed')
    expect(failed.map(({ title }) => title)).toContain('finality/revoked-is-rejected (must)')
    expect(failed.every(({ title }) => title.startsWith('finality/'))).toBe(true)
    expect(failed[0]?.failureMessages.join('\n')).toMatch(/expected\s+401[\s\S]*curl/)
    expect(tests.filter(({ status }) => status === 'passed').length).toBeGreaterThan(30)
  })

  test('inside vitest, too, a baseline lets known failures pass, and no new or mended ones', async () => {
    await run(checkOf(faulty, '--only', 'finality', '--write-baseline', path('all.json')))
    const all = JSON.parse(readFileSync(path('all.json'), 'utf8')) as { failures: { requirement: string }[] }
    const id = 'finality/revoked-is-rejected'
    const others = { ...all, failures: all.failures.filter(({ requirement }) => requirement !== id) }
    const door = new URL('../dist/conformance/vitest.js', import.meta.url).href
    const spec = ({ url }: Mock, baseline: object): string => {
      const options = {
        target: url,
        provisioner: `${url}/_mock/tokens`,
        seed: 1,
        selection: { only: ['finality'], skip: [], allowUnexercised: [] },
      }
      return `import { conformance } from ${JSON.stringify(door)}\nconformance(${JSON.stringify({ ...options, baseline })})\n`
    }
    const project = mkdtempSync(join(folder, 'project-'))
    writeFileSync(join(project, 'new.test.mjs'), spec(faulty, others))
    writeFileSync(join(project, 'mended.test.mjs'), spec(honest, all))
    const { tests } = await vitest(project, ['--no-file-parallelism'])
    const failed = (file: string) => tests.filter((one) => one.file.endsWith(file) && one.status === 'failed')
    expect(new Set(others.failures.map(({ requirement }) => requirement)).size).toBeGreaterThan(0)
    expect(failed('new.test.mjs').map(({ title }) => title)).toEqual([`${id} (must)`])
    expect(failed('mended.test.mjs').map(({ title }) => title)).toEqual(['the baseline'])
    expect(failed('mended.test.mjs')[0]?.failureMessages.join('\n')).toMatch(
      /The baseline knows \d+ failures? that no longer fail: .* Remove them/,
    )
  })

  test('names the variable that a run inside vitest lacks', async () => {
    const { code, messages } = await vitest(clone, ['--project', 'conformance'], { TARGET: honest.url, PROVISIONER: undefined })
    expect(code).toBe(1)
    expect(messages).toContain('The variable PROVISIONER is not set.')
  })
})

const clone = fileURLToPath(new URL('..', import.meta.url))

interface OneTest {
  readonly file: string
  readonly title: string
  readonly status: string
  readonly failureMessages: readonly string[]
}

/** Runs vitest to its end, as a user would. `messages` are those of whole files that broke. */
async function vitest(
  cwd: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; tests: readonly OneTest[]; messages: string }> {
  const outputFile = join(mkdtempSync(join(folder, 'vitest-')), 'results.json')
  const runner = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
  const child = spawn(process.execPath, [runner, 'run', '--reporter', 'json', '--outputFile', outputFile, ...args], {
    env: { ...process.env, CI: undefined, ...env },
    cwd,
    stdio: 'ignore',
  })
  const [code] = (await once(child, 'close')) as [number]
  expect(existsSync(outputFile)).toBe(true)
  const { testResults } = JSON.parse(readFileSync(outputFile, 'utf8')) as {
    testResults: { name: string; message: string; assertionResults: Omit<OneTest, 'file'>[] }[]
  }
  const tests = testResults.flatMap(({ name, assertionResults }) => assertionResults.map((one) => ({ ...one, file: name })))
  return { code, tests, messages: testResults.map(({ message }) => message).join('\n') }
}
