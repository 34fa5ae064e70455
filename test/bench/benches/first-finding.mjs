import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMock } from '../../command.mjs'
import { faults } from '../../mutants/catalogue.mjs'
import { checkOf, timedCommand } from '../subjects/timed-command.mjs'

const all = 'all faults'
/** Nobody can see these before their time has come: a check has to wait for it. */
const waiting = new Set(['delayed-revocation', 'forgotten-after-a-while'])
const others = 'all but those that are a matter of waiting'
const within = 500

/** @type {import('../bench.mjs').Bench} */
export const firstFinding = {
  name: 'first-finding',
  title: 'From the start of the command to the first finding of the right family, over every fault of level must',
  bars: [
    { quantity: 'first finding', subject: others, most: 1 },
    { quantity: 'first finding, 95 in 100', subject: others, most: 4 },
    { quantity: `found within ${within} requests`, subject: all, least: 0.9 },
  ],
  async measure({ say }) {
    const chosen = (await faults()).filter(({ level }) => level === 'must')
    const found = []
    for (const fault of chosen) {
      found.push({ name: fault.name, ...(await firstOf(fault)) })
      say(`${fault.name}: ${JSON.stringify(found.at(-1))}`)
    }
    const times = found.filter(({ time }) => time !== undefined)
    const own = times.filter(({ name }) => !waiting.has(name)).map(({ time }) => time)
    const late = times.filter(({ name }) => waiting.has(name))
    const early = found.filter(({ requests }) => requests <= within)
    return {
      quantities: [
        {
          name: 'first finding',
          unit: 's',
          samples: { [others]: own, ...Object.fromEntries(late.map(({ name, time }) => [name, [time]])) },
        },
        { name: 'first finding, 95 in 100', unit: 's', samples: { [others]: [nth(own, 0.95)] } },
        { name: `found within ${within} requests`, unit: 'of all', samples: { [all]: [early.length / found.length] } },
      ],
      notes: [
        `${found.length} faults, one run each, whatever --rounds says; the spread is that of the faults.`,
        ...found.filter(({ time }) => time === undefined).map(({ name }) => `${name}: its family found nothing.`),
        `Not within ${within} requests: ${
          found
            .filter((one) => !early.includes(one))
            .map(({ name }) => name)
            .join(', ') || 'none'
        }.`,
      ],
    }
  },
}

/** When a fault was found, in seconds since the command was started, and how many requests had been sent. */
async function firstOf({ name, family }) {
  const folder = mkdtempSync(join(tmpdir(), 'first-finding-'))
  const mock = await startMock(['--fault', name])
  try {
    const report = join(folder, 'report.json')
    const begin = Date.now()
    await timedCommand(checkOf(mock.url, '--seed', '1', '--fail-fast', family, '--report', `json=${report}`))
    const { run, requirements } = JSON.parse(readFileSync(report, 'utf8'))
    const failed = requirements.some(({ id, verdict }) => verdict.kind === 'failed' && id.startsWith(`${family}/`))
    // Some can be seen only when the whole run is judged.
    const atTheEnd = failed ? { elapsed: run.duration, requests: run.requests } : undefined
    const first = run.firstFinding ?? atTheEnd
    // What is never found is not found in any number of requests.
    if (first === undefined) return { requests: Number.POSITIVE_INFINITY }
    return { time: (Date.parse(run.startedAt) - begin + first.elapsed) / 1000, requests: first.requests }
  } finally {
    await mock.stop()
    rmSync(folder, { recursive: true })
  }
}

function nth(values, share) {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]
}
