import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const { version } = createRequire(import.meta.url)('autocannon/package.json')
const script = fileURLToPath(new URL('autocannon-process.mjs', import.meta.url))

export const autocannon = {
  version,
  async send(load) {
    // In a thread autocannon takes itself for one of its own workers, and gives half a result.
    const child = fork(script, { serialization: 'advanced' })
    child.send(load)
    const message = once(child, 'message')
    const end = once(child, 'exit').then(([code]) => Promise.reject(new Error(`autocannon ended with ${code}`)))
    const [{ lost, ...answered }] = await Promise.race([message, end])
    if (lost > 0) throw new Error(`${lost} requests had no answer`)
    return answered
  },
}
