// A server in a process of its own, whichever it is.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'

/** How long a server may take to start, in ms. */
const patience = 60_000

/**
 * Starts it and waits until it answers the request with the status.
 *
 * @param {{ command: string, args: readonly string[], env?: NodeJS.ProcessEnv, cwd?: string }} server
 * @param {string} url
 * @param {import('../load/load.mjs').Request} first
 * @returns {Promise<{ pid: number, url: string, startUp: number, stop: () => Promise<void> }>} `startUp` in ms.
 */
export async function startServer({ command, args, env = {}, cwd }, url, first) {
  const begin = performance.now()
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-2000)))
  // However this process ends, the server ends with it.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'close')
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
  }
  for (let status; status !== 201; status = await statusOf(url, first)) {
    if (status !== undefined || child.exitCode !== null || performance.now() - begin > patience) {
      await stop()
      throw new Error(`${command} ${args.join(' ')} answered ${status ?? 'nothing'}. It said: ${said}`)
    }
    await pause(1)
  }
  return { pid: child.pid, url, startUp: performance.now() - begin, stop }
}

/** `undefined` while nobody listens. */
export async function statusOf(url, { method, path, headers, body }) {
  try {
    const answer = await request(`${url}${path}`, { method, headers: { ...headers, connection: 'close' }, body })
    await answer.body.dump()
    return answer.statusCode
  } catch (error) {
    if (error.code === 'ECONNREFUSED') return undefined
    throw error
  }
}
