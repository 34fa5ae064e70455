import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { alternating } from '../statistics.mjs'
import { recordRun, repeatRun } from '../subjects/recorded-run.mjs'
import { cli, timedCommand } from '../subjects/timed-command.mjs'

const [small, middle, large] = ['100 k exchanges', '200 k exchanges', '400 k exchanges']
const sizes = { [small]: 100_000, [middle]: 200_000, [large]: 400_000 }
/** What nobody who reads a recording can save. */
const parsing = 'JSON.parse of 100 k'
const parse = `
const { createReadStream } = require('node:fs')
require('node:readline').createInterface({ input: createReadStream(process.argv[1]) }).on('line', (line) => JSON.parse(line))`

/** @type {import('../bench.mjs').Bench} */
export const judging = {
  name: 'judge',
  title: 'judge on a recorded history, from the start of the command to its end; a run of the standard profile, told again and again',
  bars: [
    { quantity: 'time', subject: small, most: 2 },
    { quantity: 'processor for an exchange', subject: large, against: small, most: 1.2 },
  ],
  async measure({ rounds, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'judging-'))
    try {
      const recorded = join(folder, 'run.ndjson')
      await recordRun(recorded, 'standard')
      const recordings = {}
      for (const [size, exchanges] of Object.entries(sizes)) {
        const file = join(folder, `${exchanges}.ndjson`)
        recordings[size] = { args: [cli, 'judge', file, '--quiet'], exchanges: await repeatRun(recorded, file, exchanges) }
        say(`recorded ${recordings[size].exchanges} exchanges`)
      }
      recordings[parsing] = { ...recordings[small], args: ['--eval', parse, recordings[small].args[2]] }
      const names = Object.keys(recordings)
      const processor = Object.fromEntries(names.map((name) => [name, []]))
      const time = await alternating(names, rounds, async (name) => {
        const ended = await timedCommand(recordings[name].args)
        if (ended.code !== 0) throw new Error(`${name} ended with exit code ${ended.code}: ${ended.stdout}`)
        say(`${name}: ${ended.time.toFixed(1)} s, processor ${ended.processor.toFixed(1)} s`)
        processor[name].push((ended.processor / recordings[name].exchanges) * 1e6)
        return ended.time
      })
      return {
        quantities: [
          { name: 'time', unit: 's', samples: time, reference: parsing },
          { name: 'processor for an exchange', unit: 'µs', samples: processor, reference: small },
        ],
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}
