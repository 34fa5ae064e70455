// `npm run bench`: measures the product beside bare `node:http`, its peers and itself, in alternating rounds of one run. Only
// ratios say something beyond this machine and this moment. Prints tables; writes reports/out/bench.json and bench.html.
//
//   --only NAME   one of them (repeatable; a name stands for all that begin with it)
//   --rounds N    how often everything is measured (default 5)
//   --list        print every bench and its bars, and stop
//
// It measures on the Node that runs it: `npx -y -p node@24 npm run bench`.
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benches } from './benches.mjs'
import { generator } from './load/load.mjs'
import { machine } from './machine.mjs'
import { pageOf } from './page.mjs'
import { machineLine, summaryOf, tableOf } from './table.mjs'
import { outcomeOf } from './verdicts.mjs'

const flags = readFlags()
const chosen = benches.filter(({ name }) => flags.only.some((wanted) => name.startsWith(wanted)))
if (flags.problem !== undefined) complain(flags.problem)
else if (flags.list) console.log(benches.map(({ name, title }) => `${name.padEnd(14)} ${title}`).join('\n'))
else if (chosen.length === 0) complain(`There is no such bench. Known are: ${benches.map(({ name }) => name).join(', ')}.`)
else await measure()

async function measure() {
  // What was started ends with this process, but only when that ends by itself.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  const where = machine(generator)
  const begin = new Date()
  console.log(machineLine(where))
  const outcomes = []
  for (const bench of chosen) {
    const say = (line) => process.stderr.isTTY && console.error(`  ${bench.name}: ${line}`)
    const outcome = outcomeOf(bench, await bench.measure({ rounds: flags.rounds, say }))
    outcomes.push(outcome)
    console.log(`\n${tableOf(outcome)}`)
    // After every bench: a run that is interrupted keeps what it has.
    write({ machine: where, begin: begin.toISOString(), rounds: flags.rounds, benches: outcomes })
  }
  console.log(`\n${summaryOf(outcomes)}\nreports/out/bench.json, reports/out/bench.html`)
}

function write(run) {
  mkdirSync('reports/out', { recursive: true })
  writeFileSync('reports/out/bench.json', `${JSON.stringify(run, null, 2)}\n`)
  writeFileSync('reports/out/bench.html', pageOf(run))
}

function readFlags() {
  const options = {
    only: { type: 'string', multiple: true, default: [''] },
    rounds: { type: 'string', default: '5' },
    list: { type: 'boolean', default: false },
  }
  try {
    const { values } = parseArgs({ options })
    const problem = /^[1-9]\d{0,2}$/.test(values.rounds) ? undefined : 'Give --rounds a whole number from 1 to 999.'
    return { ...values, rounds: Number(values.rounds), problem }
  } catch (error) {
    return { only: [], problem: error.message }
  }
}

function complain(sentence) {
  console.error(sentence)
  process.exitCode = 2
}
