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
 * @returns {Promise<{ url: string, replicas: readonly string[], stop(): Promise<void> }>}
 */
export async function startMock(args = []) {
  const child = spawn(process.execPath, [cli, 'mock', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'close')
  // However this process ends, the mock ends with it.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const stop = async () => {
    child.kill('SIGTERM')
    await gone
    process.off('exit', kill)
  }
  return { ...(await listening(child, gone)), stop }
}

/**
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, null>} child
 * @param {Promise<unknown>} gone
 * @returns {Promise<{ url: string, replicas: readonly string[] }>}
 */
async function listening(child, gone) {
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const url = /^Listening on (\S+)$/m.exec(said)?.[1]
      const replicas = [...said.matchAll(/^Replica: (\S+)$/gm)].map(([, replica]) => replica ?? '')
      if (url !== undefined) resolve({ url, replicas })
    })
    gone.then(() => reject(new Error(`The mock ended before it listened:\n${said}`)), reject)
  })
}
