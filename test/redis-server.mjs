// A Redis of its own for a test: Debian's, or any that is named redis-server or valkey-server.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The command that starts one, if this machine has it. */
export const redisCommand = ['redis-server', 'valkey-server'].find((command) => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

/**
 * A Redis that writes every change to disk before it acknowledges it (`appendfsync always`), on a free port.
 *
 * @param {readonly string[]} [flags] More of its flags.
 */
export async function startRedis(flags = []) {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  let child = await started()
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    folder,
    /** As a power cut would: nothing is said, nothing is closed. */
    async kill() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    /** Starts it again on what it has written; resolves when it has read that. */
    async restart(more = []) {
      child = await started(more)
    },
    /** It stays connected and answers no more, until `resume`. */
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    async stop() {
      process.off('exit', kill)
      const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined
      child.kill('SIGKILL')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }

  async function started(more = []) {
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'yes',
      '--appendfsync',
      'always',
    ]
    const begun = spawn(redisCommand ?? 'redis-server', [...settings, ...flags, ...more], { stdio: 'ignore' })
    while (begun.exitCode === null && !(await accepts(port))) await new Promise((again) => setTimeout(again, 20))
    if (begun.exitCode !== null) throw new Error(`${redisCommand} ended with ${begun.exitCode}.`)
    return begun
  }
}

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('data', (answer) => resolve(/^\+PONG|^-NOAUTH/.test(String(answer))))
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}
