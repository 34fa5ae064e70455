// Starts the product as the command it is, as a user would: nothing here imports a room.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

/**
 * Runs `dayzero-contract` to its end.
 *
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, timeout?: number }} [options] `timeout` in ms, default 60,000.
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
export async function run(args, { env, cwd, timeout = 60_000 } = {}) {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text))
  const [code] = await once(child, 'close')
  return { code, ...output }
}

/**
 * Starts `dayzero-contract mock` on a free port and waits until it listens.
 *
 * @param {readonly string[]} [args]
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<import('./command.mjs').RunningMock>}
 */
export async function startMock(args = [], env = {}) {
  const child = spawn(process.execPath, [cli, 'mock', '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  child.stderr.pipe(process.stderr, { end: false })
  let complaints = ''
  child.stderr.on('data', (text) => (complaints += text))
  const ended = once(child, 'close').then(([code]) => code)
  const heard = listenTo(child, ended)
  // However this process ends, the mock ends with it.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
    process.off('exit', kill)
  }
  const { 1: url = '', input } = await heard(/^Listening on (\S+)$/m)
  const replicas = [...input.matchAll(/^Replica: (\S+)$/gm)].map(([, replica]) => replica ?? '')
  return { url, replicas, pid: child.pid ?? 0, heard, complaints: () => complaints, stop, ended }
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {Promise<unknown>} ended
 * @returns {(pattern: RegExp) => Promise<RegExpExecArray>} Waits until the child has said something, whenever that was.
 */
function listenTo(child, ended) {
  let said = ''
  const news = new EventTarget()
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text
      news.dispatchEvent(new Event('text'))
    })
  return async (pattern) => {
    for (;;) {
      const match = pattern.exec(said)
      if (match !== null) return match
      const end = ended.then(() => 'ended')
      const text = new Promise((resolve) => news.addEventListener('text', resolve, { once: true }))
      if ((await Promise.race([end, text])) === 'ended') throw new Error(`The mock ended before it said ${pattern}:\n${said}`)
    }
  }
}
