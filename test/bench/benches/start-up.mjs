import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { install, pack } from '../../packed/install.mjs'
import { processorTimeOf, vitalsOf } from '../../soak/vitals.mjs'
import { alternating } from '../statistics.mjs'
import { bare } from '../subjects/bare.mjs'
import { installedMock } from '../subjects/mock.mjs'
import { peers } from '../subjects/peers.mjs'
import { presentOf } from './servers.mjs'

const name = 'mock, installed'
const quantity = 'start to first 201'

/** @type {import('../bench.mjs').Bench} */
export const startUp = {
  name: 'start-up',
  title: 'From the start of the process to the first 201, without a compile cache; the mock as npm installs it, peers without npx',
  bars: [
    { quantity, subject: name, most: 0.4 },
    ...peers.map((peer) => ({ quantity, subject: name, against: peer.name, most: 1 })),
    { quantity: 'memory then', subject: name, most: 80 },
  ],
  async measure({ rounds, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'start-up-'))
    try {
      say('installing the package')
      await install((await pack(folder)).tarball, join(folder, 'project'))
      const subjects = [bare, await installedMock(name, join(folder, 'project/node_modules/dayzero-contract')), ...peers]
      return await starts(subjects, rounds, say)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

async function starts(subjects, rounds, say) {
  const { present, absent } = presentOf(subjects)
  const byName = Object.fromEntries(present.map((subject) => [subject.name, subject]))
  const memory = Object.fromEntries(Object.keys(byName).map((subject) => [subject, []]))
  const processor = structuredClone(memory)
  // What has been read once comes from memory.
  for (const subject of present) await (await subject.start()).stop()
  const samples = await alternating(Object.keys(byName), rounds, async (subject, round) => {
    const running = await byName[subject].start()
    memory[subject].push(vitalsOf(running.pid).memory)
    processor[subject].push(processorTimeOf(running.pid))
    await running.stop()
    say(`round ${round + 1}: ${subject} ${Math.round(running.startUp)} ms`)
    return running.startUp / 1000
  })
  return {
    quantities: [
      { name: quantity, unit: 's', samples },
      { name: 'processor time until then', unit: 's', samples: processor },
      { name: 'memory then', unit: 'MB', samples: memory },
    ],
    absent,
  }
}
