import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startMock } from '../../command.mjs'
import { alternating } from '../statistics.mjs'
import { checkOf, timedCommand } from '../subjects/timed-command.mjs'

const check = 'check'
const node = 'node, one request'

/** @type {import('../bench.mjs').Bench} */
export const checkStartUp = {
  name: 'check-start-up',
  title: 'From the start of the command until its first request is there',
  bars: [{ quantity: 'start-up', subject: check, most: 400 }],
  async measure({ rounds }) {
    const argsOf = {
      [check]: (url) => checkOf(url),
      [node]: (url) => ['--eval', `require('node:http').get('${url}')`],
    }
    for (const args of Object.values(argsOf)) await firstRequest(args) // warm-up
    const samples = await alternating(Object.keys(argsOf), rounds * 3, (name) => firstRequest(argsOf[name]))
    return { quantities: [{ name: 'start-up', unit: 'ms', samples, reference: node }] }
  },
}

/** Until a server hears from a process, in ms. */
async function firstRequest(argsOf) {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const begin = performance.now()
  const child = spawn(process.execPath, argsOf(`http://127.0.0.1:${server.address().port}`), { stdio: 'ignore' })
  await once(server, 'request')
  const time = performance.now() - begin
  child.kill('SIGKILL')
  await once(child, 'close')
  server.closeAllConnections()
  server.close()
  return time
}

/** @type {import('../bench.mjs').Bench} */
export const checkQuick = {
  name: 'check-quick',
  title: 'check --profile quick on the mock, from the start of the command to its end',
  bars: [
    { quantity: 'time', subject: check, most: 5 },
    { quantity: 'requests', subject: check, most: 2000 },
  ],
  measure: ({ rounds, say }) =>
    withMock(async (mock, folder) => {
      const report = join(folder, 'report.json')
      const samples = { time: [], processor: [], requests: [] }
      for (let round = 0; round < rounds; round += 1) {
        const ended = await timedCommand(checkOf(mock.url, '--out', folder))
        if (ended.code !== 0) throw new Error(`The check of the mock ended with exit code ${ended.code}: ${ended.stdout}`)
        const { requests } = JSON.parse(readFileSync(report, 'utf8')).run
        say(`${ended.time.toFixed(2)} s, ${requests} requests`)
        samples.time.push(ended.time)
        samples.processor.push(ended.processor)
        samples.requests.push(requests)
      }
      const units = { time: 's', processor: 's', requests: 'requests' }
      return { quantities: Object.entries(units).map(([name, unit]) => ({ name, unit, samples: { [check]: samples[name] } })) }
    }),
}

const alone = 'undici alone'
const [client, recorded] = ['the client of check alone', 'the same, recorded']
const [undiciScript, lanesScript] = [
  new URL('../subjects/undici-alone.mjs', import.meta.url),
  new URL('../subjects/lanes-alone.mjs', import.meta.url),
]
/** What sends one request again and again, each a step nearer to a check. */
const senders = { [alone]: [undiciScript], [client]: [lanesScript], [recorded]: [lanesScript, 'recorded'] }
/** What a check with its usual sixteen cases at once has under way, races aside: each case asks one question at a time. */
const connections = 16

/** @type {import('../bench.mjs').Bench} */
export const checkRate = {
  name: 'check-rate',
  title: `Requests a second on the mock: of a check in the busiest second of its standard profile, and on ${connections} connections of undici, of the client of check, and with its records`,
  bars: [{ quantity: 'rate', subject: check, against: alone, least: 0.5 }],
  measure: ({ rounds, say }) =>
    withMock(async (mock, folder) => {
      const history = join(folder, 'history.ndjson')
      const answer = await fetch(`${mock.url}/_mock/tokens`, { method: 'POST', body: '{"kind": "manager", "count": 1}' })
      const { secret } = (await answer.json()).tokens[0]
      const processor = Object.fromEntries([check, ...Object.keys(senders)].map((name) => [name, []]))
      const rateOf = async (name) => {
        const [script, ...more] = senders[name]
        const ended = await timedCommand([fileURLToPath(script), mock.url, secret, String(connections), '3', ...more])
        const { requests, seconds, processor: spent } = JSON.parse(ended.stdout)
        processor[name].push((spent / requests) * 1e6)
        return requests / seconds
      }
      const rates = {
        async [check]() {
          const ended = await timedCommand(checkOf(mock.url, '--profile', 'standard', '--report', `history=${history}`))
          const begins = readFileSync(history, 'utf8').trim().split('\n').map((line) => JSON.parse(line)).filter(({ kind }) => kind === 'exchange').map(({ begin }) => begin) // prettier-ignore
          processor[check].push((ended.processor / begins.length) * 1e6)
          return busiestSecond(begins)
        },
      }
      for (const name of Object.keys(senders)) rates[name] = () => rateOf(name)
      const samples = await alternating(Object.keys(rates), rounds, async (name) => {
        const rate = await rates[name]()
        say(`${name}: ${Math.round(rate)} requests/s`)
        return rate
      })
      return {
        quantities: [
          { name: 'rate', unit: 'requests/s', samples, reference: alone },
          { name: 'processor for a request', unit: 'µs', samples: processor, reference: alone },
        ],
        notes: [
          'The processor time of the check is that of the whole command: its start, its judges and its report are part of it.',
          'What lies between undici and the client, and between the client and its records, is what the client costs; a check also draws inputs, issues tokens, judges every case, and waits for one answer before the next question.',
        ],
      }
    }),
}

/** How many of some instants, in ms, lie within one second at most. */
function busiestSecond(instants) {
  const sorted = instants.toSorted((a, b) => a - b)
  let first = 0
  return sorted.reduce((most, instant, index) => {
    while (sorted[first] <= instant - 1000) first += 1
    return Math.max(most, index - first + 1)
  }, 0)
}

async function withMock(act) {
  const folder = mkdtempSync(join(tmpdir(), 'check-'))
  const mock = await startMock()
  try {
    return await act(mock, folder)
  } finally {
    await mock.stop()
    rmSync(folder, { recursive: true })
  }
}
