import { sampleOf } from '../load/sample.mjs'
import { alternating } from '../statistics.mjs'
import { bare } from '../subjects/bare.mjs'
import { busyMock, mock } from '../subjects/mock.mjs'
import { withServers } from './servers.mjs'

const subjects = [bare, mock, busyMock]
/** Node 20 spends more of a request in `node:http` and V8 than later ones do; the bar follows it. */
const ofBare = Number(process.versions.node.split('.')[0]) >= 24 ? 0.6 : 0.5

/** @type {import('../bench.mjs').Bench} */
export const throughput = {
  name: 'throughput',
  title: 'Valid revocations a second on memory:, each of a token that was live',
  bars: [10, 50].flatMap((connections) => [
    { quantity: `${connections} connections`, subject: mock.name, against: bare.name, least: ofBare },
    { quantity: `${connections} connections`, subject: busyMock.name, against: mock.name, least: 0.8 },
  ]),
  measure: ({ rounds, say }) =>
    withServers(subjects, async (running) => {
      const names = Object.keys(running)
      for (const name of names) await sampleOf(running[name], { connections: 10 }) // warm-up
      const quantities = []
      for (const connections of [10, 50]) {
        const processor = Object.fromEntries(names.map((subject) => [subject, []]))
        const samples = await alternating(names, rounds, async (name, round) => {
          const answered = await sampleOf(running[name], { connections })
          say(`${connections} connections, round ${round + 1}: ${name} ${Math.round(answered.perSecond)}/s`)
          processor[name].push(answered.processor)
          return answered.perSecond
        })
        quantities.push({ name: `${connections} connections`, unit: 'requests/s', samples, reference: bare.name })
        // On a machine that is busy with other things, too, this says more.
        quantities.push({ name: `${connections} connections, processor`, unit: 'µs/request', samples: processor, reference: bare.name })
      }
      return { quantities }
    }),
}
