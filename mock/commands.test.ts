import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { mockCommand } from './commands.ts'
import { faults } from './faults/index.ts'
import { readings } from './readings/readings.ts'

afterEach(() => {
  process.exitCode = undefined
})

/** Runs the command and gives what it printed; the mock, if it started, is stopped when the test ends. */
async function run(...args: string[]): Promise<{ out: string; err: string; code: typeof process.exitCode }> {
  const out: unknown[] = []
  const err: unknown[] = []
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line) => void out.push(line)),
    vi.spyOn(console, 'error').mockImplementation((line) => void err.push(line)),
  ]
  const before = new Set(process.listeners('SIGTERM'))
  await mockCommand()
    .exitOverride()
    .configureOutput({ writeErr: (text) => void err.push(text) })
    .parseAsync(args, { from: 'user' })
  for (const spy of spies) spy.mockRestore()
  for (const stop of process.listeners('SIGTERM').filter((listener) => !before.has(listener))) onTestFinished(() => stop('SIGTERM'))
  return { out: out.join('\n'), err: err.join('\n'), code: process.exitCode }
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
  expect(err).toBe(`Another program listens on 127.0.0.1:${port}. Stop it, or choose another port with --port (0 takes a free one).`)
  expect(code).toBe(1)
})
