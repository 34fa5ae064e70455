// `npm run soak`: the mock under mixed traffic, valid, invalid, hostile and half-closed, for as long as asked. Fails when its
// memory has a slope, descriptors leak, a request is left unanswered, an answer breaks the contract, it says anything on
// stderr, or `check` afterwards finds anything. Reads /proc, so Linux only.
//
//   --minutes N   how long (default 5)          --rate N    so many pieces of traffic a second (default 100)
//   --store X     as for the mock               --seed N    which traffic (default 1)
//   -- FLAGS      more flags for the mock: `-- --fault stuck` shows what a failure looks like
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import { run, startMock } from '../command.mjs'
import { traffic } from './traffic.mjs'
import { growthOf, vitalsOf } from './vitals.mjs'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '5' },
    rate: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    store: { type: 'string', default: 'memory:' },
  },
})
const duration = Number(flags.minutes) * 60
/** Between two rests, in seconds: at a rest nothing is under way, tokens are reset, and what the mock holds is measured. */
const stretch = Math.min(60, duration / 16)

const mock = await startMock(['--store', flags.store, ...positionals])
const { hostname, port } = new URL(mock.url)
const begin = Date.now()
const samples = []
const problems = new Map()
const counts = new Map()
const statuses = new Map()
const random = randomOf(Number(flags.seed))
const idle = vitalsOf(mock.pid)
const tokens = await seededTokens()

while (elapsed() < duration) {
  await stretchOfTraffic(Math.min(elapsed() + stretch, duration))
  const held = await atRest()
  samples.push({ at: elapsed(), ...held })
  if (samples.length % 10 === 0 || elapsed() >= duration) {
    console.log(
      `${(elapsed() / 60).toFixed(1)} min: ${total(counts)} sent, ${held.memory.toFixed(1)} MB, ${held.descriptors} descriptors, ${total(problems)} problems`,
    )
  }
}

const check = await run(['check', '--target', mock.url, '--provisioner', `${mock.url}/_mock/tokens`, '--quiet'], { timeout: 300_000 })
await mock.stop()
const code = await mock.ended
console.log(`\n${report()}`)
process.exitCode = verdicts().length === 0 ? 0 : 1

async function stretchOfTraffic(until) {
  const pool = new Pool(mock.url, { connections: 20 })
  const bench = benchOf(pool)
  const underWay = new Set()
  const perTick = Number(flags.rate) / 20
  let due = 0
  while (elapsed() < until) {
    for (due += perTick; due >= 1; due -= 1) {
      // A mock that cannot keep up is not asked for more; that it answers at all is what counts here.
      if (underWay.size >= 500) continue
      const act = piece(bench).finally(() => underWay.delete(act))
      underWay.add(act)
    }
    await pause(50)
  }
  await Promise.all(underWay)
  await pool.close()
}

async function piece(bench) {
  const kind = chosen()
  add(counts, kind.name)
  const problem = await kind.act(bench).catch((error) => `no answer: ${error.message}`)
  if (problem !== undefined) add(problems, `${kind.name}: ${problem}`)
}

/** Lets connections close, goes back to the first tokens, and measures. */
async function atRest() {
  await fetch(`${mock.url}/_mock/reset`, { method: 'POST', headers: { connection: 'close' } })
  for (let waited = 0; waited < 30 && vitalsOf(mock.pid).descriptors > idle.descriptors; waited += 1) await pause(100)
  return vitalsOf(mock.pid)
}

function benchOf(pool) {
  const bag = []
  let issuing
  const send = async ({ method = 'POST', path, as, body, type = 'application/json' }) => {
    const headers = {
      ...(as === undefined ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined ? {} : { 'content-type': type }),
    }
    const answer = await pool.request({
      method,
      path,
      headers,
      ...(body === undefined ? {} : { body }),
      headersTimeout: 15_000,
      bodyTimeout: 15_000,
    })
    add(statuses, answer.statusCode)
    const text = await answer.body.text()
    return { status: answer.statusCode, headers: answer.headers, json: text === '' ? undefined : JSON.parse(text) }
  }
  return { at: { hostname, port: Number(port) }, send, take, tokens, random }

  async function take() {
    while (bag.length === 0) {
      issuing ??= send({ path: '/_mock/tokens', body: '{"kind": "revocable", "count": 200}' }).then(({ json }) => {
        bag.push(...json.tokens)
        issuing = undefined
      })
      await issuing
    }
    return bag.pop()
  }
}

/** One of each kind, by kind. */
async function seededTokens() {
  const answer = await fetch(`${mock.url}/_mock/tokens`, { headers: { connection: 'close' } })
  const { tokens: all } = await answer.json()
  return Object.fromEntries(all.map(({ kind, id, secret }) => [kind, { id, secret }]))
}

function chosen() {
  const kinds = traffic.filter(({ lasts = 0 }) => lasts < stretch)
  let at = random() * kinds.reduce((sum, { weight }) => sum + weight, 0)
  return kinds.find(({ weight }) => (at -= weight) < 0) ?? kinds[0]
}

function verdicts() {
  const { growth, allowed } = growthOf(samples)
  const leaked = (samples.at(-1)?.descriptors ?? 0) - idle.descriptors
  return [
    ...[...problems].map(([problem, times]) => `${problem} (${times} times)`),
    ...(growth > allowed ? [`memory grew by ${growth.toFixed(1)} MB`] : []),
    ...(leaked > 2 ? [`${leaked} descriptors leaked`] : []),
    ...(check.code === 0 ? [] : [`check ended with ${check.code}:\n${check.stdout}${check.stderr}`]),
    ...(code === 0 ? [] : [`the mock ended with ${code}`]),
    ...(mock.complaints() === '' ? [] : [`the mock said: ${mock.complaints().slice(0, 2000)}`]),
  ]
}

function report() {
  const { growth, perHour, allowed } = growthOf(samples)
  const memories = samples.map(({ memory }) => memory)
  const found = verdicts()
  return [
    `soak of ${flags.minutes} min, store ${flags.store}, seed ${flags.seed}: ${total(counts)} pieces of traffic`,
    ...[...counts].toSorted(([, a], [, b]) => b - a).map(([name, count]) => `  ${String(count).padStart(8)}  ${name}`),
    `answers  ${[...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`)
      .join('  ')}`,
    `memory   ${idle.memory.toFixed(1)} MB idle, ${Math.min(...memories).toFixed(1)} to ${Math.max(...memories).toFixed(1)} MB at rest; ` +
      `slope ${perHour.toFixed(2)} MB/h, ${growth.toFixed(1)} MB in all (allowed ${allowed.toFixed(0)})`,
    `descriptors  ${idle.descriptors} idle, ${samples.at(-1)?.descriptors} at the end`,
    `check    exit ${check.code}`,
    found.length === 0 ? 'PASSED' : `FAILED\n${found.map((one) => `  ✗ ${one}`).join('\n')}`,
  ].join('\n')
}

function elapsed() {
  return (Date.now() - begin) / 1000
}

function add(map, key) {
  map.set(key, (map.get(key) ?? 0) + 1)
}

function total(map) {
  return [...map.values()].reduce((sum, count) => sum + count, 0)
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** SplitMix32, in [0, 1). */
function randomOf(seed) {
  let state = seed | 0
  return () => {
    state = (state + 0x9e3779b9) | 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32
  }
}
