import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { mockCommand } from './commands.ts'
import { faults } from './faults/index.ts'
import { readings } from './readings/readings.ts'

/** Runs the command and gives what it printed; the mock, if it started, is stopped when the test ends. */
async function run(...args: string[]): Promise<{ out: string; err: string; code: number | undefined }> {
  const out: unknown[] = []
  const err: unknown[] = []
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line) => void out.push(line)),
    vi.spyOn(console, 'error').mockImplementation((line) => void err.push(line)),
  ]
  const before = new Set(process.listeners('SIGTERM'))
  const code = await mockCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => void err.push(text) })
    .parseAsync(args, { from: 'user' })
    .then(
      () => 0,
      (error: Error & { exitCode?: number }) => {
        // As cli.ts says it.
        err.push(`error: ${error.message}`)
        return error.name === 'ContractError' ? 2 : error.exitCode
      },
    )
  for (const spy of spies) spy.mockRestore()
  for (const stop of process.listeners('SIGTERM').filter((listener) => !before.has(listener))) onTestFinished(() => stop('SIGTERM'))
  return { out: out.join('\n'), err: err.join('\n'), code }
}

test('the command prints the seeded tokens, a request that works, and a line that programs can read', async () => {
  const { out } = await run('--port', '0')
  const url = /^Listening on (http:\/\/127\.0\.0\.1:\d+)$/m.exec(out)?.[1] ?? ''
  const [, path, bearer] = /curl -i -X POST http:\/\/[^/]+(\S+) [^]*?'Authorization: (.*?)'/.exec(out) ?? []
  const reply = await fetch(url + path, { method: 'POST', headers: { authorization: bearer ?? '' } })
  expect(reply.status).toBe(201)
  for (const kind of ['manager', 'revocable', 'outsider', 'expired', 'revoked'])
    expect(out).toMatch(new RegExp(`^${kind} +[\\w-]{36}  dz_`, 'm'))
})

test('a seed, readings and faults given as flags are those the mock runs with', async () => {
  const { out } = await run(
    '--port',
    '0',
    '--seed',
    '5',
    '--reading',
    'repeat=404',
    '--reading',
    'foreign=404',
    '--fault',
    'grace-period=50',
  )
  expect(out).toContain('repeat=404, foreign=404')
  expect(out).toContain('grace-period=50')
  expect(out).not.toContain('5e14d2b3')
})

test('every switch given as a flag is told, and is how the mock starts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'like-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const report = join(folder, 'report.json')
  await writeFile(report, JSON.stringify({ readings: { foreign: ['404'], repeat: ['400', '201'], options: ['418'] } }))
  const flags = ['--latency', '1-2', '--network', 'reset=0.25', '--time', '2026-01-15T09:30:00Z', '--freeze', '--like', report]
  const { out } = await run('--port', '0', '--reading', 'repeat=404', '--fault', 'wrong-id', ...flags)
  const url = /^Listening on (.*)$/m.exec(out)?.[1] ?? ''
  expect(await (await fetch(`${url}/_mock/switches`)).json()).toEqual({
    latency: { min: 1, max: 2 },
    network: { reset: 0.25 },
    faults: ['wrong-id'],
    readings: { foreign: '404', repeat: '404' },
  })
  expect(await (await fetch(`${url}/_mock/time`)).json()).toEqual({ now: '2026-01-15T09:30:00.000Z', state: 'frozen' })
  for (const line of [
    'Readings: foreign=404, repeat=404',
    'Faults: wrong-id',
    'Latency: min=1, max=2 ms',
    'Network faults: reset=0.25',
    'Time: 2026-01-15T09:30:00.000Z, frozen',
    'Not taken over: options was observed to be 418. The mock can only do 204, 200, 401, 403, 404, 405.',
  ])
    expect(out.split('\n')).toContain(line)
})

test('tokens, answers and snapshots given as flags are what it starts with', async () => {
  const tokens = ['--issue', 'revocable=2', '--issue', 'manager', '--revoke', 'revocable-4=Laptop = lost', '--expire', 'revocable-5']
  const { out } = await run('--port', '0', ...tokens, '--answer', '503:2,target=revocable-1', '--answer', 'reset', '--save', 'begin')
  const url = /^Listening on (.*)$/m.exec(out)?.[1] ?? ''
  const told = async (path: string): Promise<unknown> => (await fetch(`${url}/_mock/${path}`)).json()
  expect(await told('tokens/revocable-4')).toMatchObject({ state: 'revoked', revocation_reason: 'Laptop = lost' })
  expect(await told('tokens/revocable-5')).toMatchObject({ state: 'expired' })
  expect(await told('snapshots')).toEqual({ snapshots: [{ name: 'begin', tokens: 9 }] })
  expect(await told('answers')).toMatchObject({
    answers: [{ left: 2, match: { target: 'revocable-1' } }, { answer: { network: 'reset' } }],
  })
  expect(out.split('\n')).toContain('Forced answers: 2 × 503 where target revocable-1, 1 × reset')
  expect(out.match(/^(manager|revocable|outsider|expired|revoked) /gm)).toHaveLength(9)
})

test('requests are printed as they come in, those that were asked for', async () => {
  const { out } = await run('--port', '0', '--log', 'status=401')
  const url = /^Listening on (.*)$/m.exec(out)?.[1] ?? ''
  const line = new Promise((resolve) => {
    const spy = vi.spyOn(console, 'log').mockImplementation(resolve)
    onTestFinished(() => spy.mockRestore())
  })
  await fetch(`${url}/elsewhere`)
  await fetch(`${url}/api/v1/tokens/x/revoke`, { method: 'POST' })
  expect(await line).toMatch(/Z {2}401 {2}nobody → x {2}There is no Authorization header\.$/)
})

test('a request to try is one that works, also where the first tokens are revoked', async () => {
  const { out } = await run('--port', '0', '--revoke', 'revocable-1', '--revoke', 'manager-1', '--issue', 'manager')
  const [, url = '', bearer = ''] = /curl -i -X POST (http:\/\/\S+) [^]*?'Authorization: (.*?)'/.exec(out) ?? []
  const { json } = await fetch(url, { method: 'POST', headers: { authorization: bearer } }).then(async (answer) => ({
    json: await answer.json(),
  }))
  expect(json).toMatchObject({ data: { name: 'revocable-2', revoked_by: 'malik@dayzero.example' } })
})

test('every fault and every reading is listed', async () => {
  const { out } = await run('--list-faults', '--list-readings')
  for (const { name } of [...faults, ...readings]) expect(out).toContain(name)
})

test.each([
  [['--reading', 'repeat=200'], /"repeat" cannot be "200".*201, 400/],
  [['--reading', 'nothing=1'], /no reading "nothing"/],
  [['--fault', 'nothing'], /no fault "nothing"/],
  [['--fault', 'revoke-is-noop=5'], /takes no number/],
  [['--fault', 'grace-period=soon'], /whole number \(ms\) above 0, not "soon"/],
  [['--contract', '/nowhere.json'], /\/nowhere\.json: cannot be read \(no such file\)/],
  [['--latency', 'slow'], /latency cannot be "slow"/],
  [['--latency', '500-100'], /"min" above its "max"/],
  [['--network', 'gone'], /no network fault "gone"/],
  [['--network', 'reset=2'], /"reset" takes a rate from 0 to 1, not "2"/],
  [['--network', 'reset=0.6', '--network', 'stall=0.6'], /add up to 1\.2/],
  [['--time', 'noon'], /"noon" is no time/],
  [['--like', '/nowhere.json'], /\/nowhere\.json: cannot be read \(no such file\)/],
  [['--like', 'package.json'], /package\.json: has no "readings"/],
  [['--answer', 'soon'], /forced answer "soon" cannot be read\. Write STATUS/],
  [['--answer', '99'], /answer\.status: Input should be greater than or equal to 200/],
  [['--issue', 'king'], /No token can be issued as "king"/],
  [['--issue', 'revocable=many'], /"many" is no number of revocable tokens/],
  [['--revoke', 'nobody'], /starts with no token "nobody"/],
  [['--expire', 'manager-1=noon'], /"noon" is no time/],
  [['--restore', 'gone'], /no snapshot "gone"/],
  [['--restore', 'gone', '--reset'], /restored as it was saved/],
  [['--save', 'a/b'], /"a\/b" names no snapshot/],
  [['--log', 'who=me'], /log cannot be of "who=me"/],
  [['--journal', '0'], /journal must be a whole number from 1 to/],
  [['--worlds', '0'], /number of worlds must be a whole number from 1 to/],
  [['--control-token', 'short'], /control token must have 8 to 200/],
])('%s is refused with one sentence and exit code 2', async (args, sentence) => {
  const { out, err, code } = await run('--port', '0', ...args)
  expect(err).toMatch(sentence)
  expect({ out, code }).toEqual({ out: '', code: 2 })
})

test('a port in use is refused with one sentence and exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { err, code } = await run('--port', String(port))
  other.close()
  expect(err).toBe(`error: Another program listens on 127.0.0.1:${port}. Stop it, or choose another port with --port (0 takes a free one).`)
  expect(code).toBe(1)
})
