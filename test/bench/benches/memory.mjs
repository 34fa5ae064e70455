import { setTimeout as pause } from 'node:timers/promises'
import { growthOf, vitalsOf } from '../../soak/vitals.mjs'
import { sampleOf } from '../load/sample.mjs'
import { mock } from '../subjects/mock.mjs'
import { withServers } from './servers.mjs'

/** `REQUESTS=100000` sends fewer. */
const total = Number(process.env['REQUESTS'] ?? 1_000_000)
const situations = ['valid', '401', '404', '422', 'malformed']

/** @type {import('../bench.mjs').Bench} */
export const memory = {
  name: 'memory',
  title: `What the mock holds under ${total.toLocaleString('en')} requests, valid and refused in turn, its tokens restored in between`,
  // As for `npm run soak`: less than this is V8 finding the size of its heap.
  bars: [{ quantity: 'growth over the last three quarters', subject: mock.name, most: 16 }],
  measure: ({ say }) =>
    withServers([mock], async ({ [mock.name]: server }) => {
      const seen = []
      for (let sent = 0, stage = 0; sent < total; stage += 1) {
        sent += (await sampleOf(server, { connections: 50, situation: situations[stage % situations.length] })).sent
        // Every kind once: what is compared has had the same to do.
        if (stage % situations.length < situations.length - 1) continue
        await server.requests('404', 1)
        await pause(500)
        seen.push({ at: sent, ...vitalsOf(server.pid) })
        say(`${sent} requests: ${Math.round(seen.at(-1).memory)} MB`)
      }
      const { growth, allowed } = growthOf(seen)
      return {
        quantities: [
          // With too few samples for a slope nothing is allowed or refused.
          { name: 'growth over the last three quarters', unit: 'MB', samples: { [mock.name]: Number.isFinite(allowed) ? [growth] : [] } },
          { name: 'memory at rest', unit: 'MB', samples: { [mock.name]: seen.map((one) => one.memory) } },
        ],
      }
    }),
}
