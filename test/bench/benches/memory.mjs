import { freePort } from '../../redis-server.mjs'
import { growthOf, vitalsOf } from '../../soak/vitals.mjs'
import { load } from '../load/load.mjs'
import { heapOf } from '../subjects/heap.mjs'
import { mockWith } from '../subjects/mock.mjs'
import { withServers } from './servers.mjs'

/** `REQUESTS=100000` sends fewer. */
const total = Number(process.env['REQUESTS'] ?? 1_000_000)
const situations = ['valid', '401', '404', '422', 'malformed']
/** Different ones; they come again and again, so that no more tokens are needed than at the beginning. */
const different = 10_000
const subject = 'mock'
const quantity = 'growth over the last three quarters'

/** @type {import('../bench.mjs').Bench} */
export const memory = {
  name: 'memory',
  title: `What the mock holds after a collection, under ${total.toLocaleString('en')} requests, valid, repeated and refused in turn`,
  // Seven bytes for each of those requests.
  bars: [{ quantity, subject, most: 5 }],
  async measure({ say }) {
    const inspector = await freePort()
    const env = { NODE_OPTIONS: `--inspect=127.0.0.1:${inspector} --inspect-publish-uid=http` }
    return withServers([mockWith(subject, [], { env })], async ({ [subject]: server }) => {
      const seen = []
      for (let sent = 0; sent < total;) {
        for (const situation of situations) sent += await someOf(server, situation)
        await server.requests('valid', different)
        seen.push({ at: sent, memory: await heapOf(inspector), resident: vitalsOf(server.pid).memory })
        say(`${sent} requests: ${seen.at(-1).memory.toFixed(1)} MB of heap, ${Math.round(seen.at(-1).resident)} MB resident`)
      }
      const { growth, allowed } = growthOf(seen)
      return {
        quantities: [
          // With too few samples there is no slope.
          { name: quantity, unit: 'MB', samples: { [subject]: Number.isFinite(allowed) ? [growth] : [] } },
          { name: 'heap', unit: 'MB', samples: { [subject]: seen.map((one) => one.memory) } },
          { name: 'resident', unit: 'MB', samples: { [subject]: seen.map(({ resident }) => resident) } },
        ],
      }
    })
  },
}

async function someOf(server, situation) {
  const requests = await server.requests(situation, different)
  return (await load({ url: server.url, requests, connections: 50, seconds: 2 })).sent
}
