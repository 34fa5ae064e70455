import { sampleOf, warmUp } from '../load/sample.mjs'
import { alternating } from '../statistics.mjs'
import { bare } from '../subjects/bare.mjs'
import { mock } from '../subjects/mock.mjs'
import { withServers } from './servers.mjs'

const connections = 50
const quantity = 'p99 at half load'

/** @type {import('../bench.mjs').Bench} */
export const latency = {
  name: 'latency',
  title: `How long the slowest of a hundred valid revocations takes, at half of the rate that was reached just before on ${connections} connections`,
  bars: [{ quantity, subject: mock.name, against: bare.name, most: 3 }],
  measure: ({ rounds, say }) =>
    withServers([bare, mock], async (running) => {
      const names = Object.keys(running)
      for (const name of names) await warmUp(running[name], { connections })
      const rates = Object.fromEntries(names.map((name) => [name, []]))
      const samples = await alternating(names, rounds, async (name) => {
        const { perSecond } = await sampleOf(running[name], { connections })
        const half = await sampleOf(running[name], { connections, rate: Math.ceil(perSecond / 2) })
        say(`${name}: ${half.p99} ms at ${Math.round(half.perSecond)}/s`)
        rates[name].push(half.perSecond)
        return half.p99
      })
      return {
        quantities: [
          { name: quantity, unit: 'ms', samples, reference: bare.name },
          { name: 'half load', unit: 'requests/s', samples: rates },
        ],
      }
    }),
}
