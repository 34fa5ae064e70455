import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

const { version } = createRequire(import.meta.url)('autocannon/package.json')

export const autocannon = {
  version,
  /**
   * Sends from a thread of its own.
   *
   * @param {import('./load.mjs').Load} load
   * @returns {Promise<import('./load.mjs').Answered>}
   */
  send: (load) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('autocannon-thread.mjs', import.meta.url), { workerData: load })
      worker.once('message', resolve).once('error', reject)
    }),
}
