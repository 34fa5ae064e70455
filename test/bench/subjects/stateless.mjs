// Servers that know no tokens: any id is revoked, by any credential of the right form.
import { freePort } from '../../redis-server.mjs'
import { revocation } from '../load/load.mjs'
import { startServer } from './process.mjs'

/**
 * @param {string} command
 * @param {(port: number) => readonly (string | number)[]} argsOf
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<import('./subject.mjs').Running>}
 */
export async function startStateless(command, argsOf, options = {}) {
  const port = await freePort()
  const server = { command, args: argsOf(port).map(String), ...options }
  const running = await startServer(server, `http://127.0.0.1:${port}`, anyRevocation())
  return { ...running, requests }
}

async function requests(situation, count) {
  if (situation !== 'valid') throw new Error(`A server that knows no tokens cannot be asked for ${situation}.`)
  return Array.from({ length: count }, anyRevocation)
}

function anyRevocation() {
  return revocation({ as: `dz_${'k'.repeat(43)}` })
}
