// A command from its start to its end, with what it cost.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The product as the command it is. */
export const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url))

/** A process knows what it has cost; nobody else does once it has ended. It says so where no command writes anything. */
const cost = `
import { writeSync } from 'node:fs'
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  writeSync(3, String((user + system) / 1e6))
})`

/**
 * Runs a script of Node with its arguments.
 *
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number | null, stdout: string, time: number, processor: number }>} Both in seconds; `processor`: of
 *   all its threads together.
 */
export async function timedCommand(args) {
  const begin = performance.now()
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(cost)}`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
  // However this process ends, the command ends with it.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const said = ['', '']
  for (const [at, stream] of [child.stdout, child.stdio[3]].entries()) stream.setEncoding('utf8').on('data', (text) => (said[at] += text))
  const [code] = await once(child, 'close')
  process.off('exit', kill)
  return { code, stdout: said[0], time: (performance.now() - begin) / 1000, processor: Number(said[1]) }
}

/** The words that make a command a check of a server. */
export function checkOf(url, ...more) {
  return [cli, 'check', '--target', url, '--provisioner', `${url}/_mock/tokens`, '--quiet', ...more]
}
