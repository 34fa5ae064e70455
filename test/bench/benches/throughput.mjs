import { sampleOf, warmUp } from '../load/sample.mjs'
import { bare } from '../subjects/bare.mjs'
import { busyMock, mock } from '../subjects/mock.mjs'
import { peers, prism } from '../subjects/peers.mjs'
import { withServers } from './servers.mjs'
import { underLoad } from './under-load.mjs'

/** Node 20 needs more for what is ours than for its own `node:http`; the bar follows it. */
const ofBare = Number(process.versions.node.split('.')[0]) >= 24 ? 0.6 : 0.5
const counts = [10, 50]

/** @type {import('../bench.mjs').Bench} */
export const throughput = {
  name: 'throughput',
  title: 'Valid revocations a second in memory; on the mock each of another live token, on peers, which know none, of any id',
  bars: counts.flatMap((count) => [
    { ...against(count, mock, bare), least: ofBare },
    { ...against(count, busyMock, mock), least: 0.8 },
    { ...against(count, mock, prism), least: 5 },
    ...peers.filter((peer) => peer !== prism).map((peer) => ({ ...against(count, mock, peer), least: 1 })),
  ]),
  measure: (how) =>
    withServers([bare, mock, busyMock, ...peers], async (running) => {
      const subjects = Object.keys(running)
      for (const name of subjects) await warmUp(running[name], { connections: 10 })
      const quantities = []
      for (const connections of counts) {
        const what = { name: quantityOf(connections), reference: bare.name, subjects }
        quantities.push(...(await underLoad(what, how, (name) => sampleOf(running[name], { connections }))))
      }
      return { quantities }
    }),
}

function against(count, subject, other) {
  return { quantity: quantityOf(count), subject: subject.name, against: other.name }
}

function quantityOf(count) {
  return `${count} connections`
}
