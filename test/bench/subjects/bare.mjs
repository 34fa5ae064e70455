import { fileURLToPath } from 'node:url'
import { freePort } from '../../redis-server.mjs'
import { revocation } from '../load/load.mjs'
import { startServer } from './process.mjs'

/** @type {import('./subject.mjs').Subject} */
export const bare = {
  name: 'bare node:http',
  start: () => startStateless(fileURLToPath(new URL('bare-server.mjs', import.meta.url)), (port) => [String(port)]),
}

/** A script of ours, which knows no token. */
async function startStateless(script, argsOf) {
  const port = await freePort()
  const first = statelessRequests('valid', 1)[0]
  const server = await startServer({ command: process.execPath, args: [script, ...argsOf(port)] }, `http://127.0.0.1:${port}`, first)
  return { ...server, requests: async (situation, count) => statelessRequests(situation, count) }
}

/** Any id, any credential. */
function statelessRequests(situation, count) {
  if (situation !== 'valid') throw new Error(`A server that knows no tokens cannot be asked for ${situation}.`)
  return Array.from({ length: count }, () => revocation({ as: `dz_${'k'.repeat(43)}` }))
}
