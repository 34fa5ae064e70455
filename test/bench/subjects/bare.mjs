import { fileURLToPath } from 'node:url'
import { startStateless } from './stateless.mjs'

const script = fileURLToPath(new URL('bare-server.mjs', import.meta.url))
const redisScript = fileURLToPath(new URL('bare-redis-server.mjs', import.meta.url))

/** @type {import('./subject.mjs').Subject} */
export const bare = { name: 'bare node:http', start: () => startStateless(process.execPath, (port) => [script, port]) }

/** @returns {import('./subject.mjs').Subject} */
export function bareOnRedis(url) {
  return { name: 'bare node:http, one Redis call', start: () => startStateless(process.execPath, (port) => [redisScript, port, url]) }
}
