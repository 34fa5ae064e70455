// `npm run mutants`: the suite against every fault the mock can be given, and against every fair reading and environment.
// A `must` fault has to be found by a requirement of its own family; a fair mock must not draw a finding of level `must`.
// Prints the matrix of faults and requirements; reports/out/mutants.json has each run by itself.
//
//   --seed N        first seed (default 1)     --seeds N   how many, the next ones stop early (default 1)
//   --early         stop every faulty run at the first finding of its family, also with the first seed
//   --jobs N        runs at a time (default: one more than there are cores: a whole run waits, too)
//   --only REGEXP   faults or fair mocks whose name matches
//   --faults, --fair   only that half           --deep         fair mocks with every value of every reading alone, too
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { fairMocks, faults, requirements } from './catalogue.mjs'
import { checkFair, checkFault } from './check.mjs'
import { matrix, summaryOf } from './matrix.mjs'

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism() + 1) },
    only: { type: 'string', default: '' },
    early: { type: 'boolean', default: false },
    faults: { type: 'boolean', default: false },
    fair: { type: 'boolean', default: false },
    deep: { type: 'boolean', default: false },
  },
})
const wanted = new RegExp(flags.only)
const [first, count] = [Number(flags.seed), Number(flags.seeds)]
const begin = Date.now()
const outcomes = []

for (let seed = first; seed < first + count; seed += 1) {
  const early = flags.early || seed > first
  const faulty = flags.fair
    ? []
    : (await faults()).filter(({ name }) => wanted.test(name)).map((fault) => () => checkFault(fault, seed, early))
  const fair = flags.faults
    ? []
    : (await fairMocks(seed, flags.deep)).filter(({ name }) => wanted.test(name)).map((mock) => () => checkFair(mock, seed))
  outcomes.push(...(await inParallel([...faulty, ...fair], Number(flags.jobs))))
}

mkdirSync('reports/out', { recursive: true })
writeFileSync('reports/out/mutants.json', `${JSON.stringify(outcomes, null, 2)}\n`)
const width = process.stdout.columns ?? 132
// Where only some were tried, nothing can be said of what the others break.
const all = flags.only === '' ? await requirements() : []
const { text, bad } = summaryOf(outcomes, { requirements: all, duration: Date.now() - begin, width })
console.log(`\n${matrix(outcomes, width)}\n\n${text}`.trimStart())
process.exitCode = bad ? 1 : 0

/** Runs tasks a few at a time; says of each that ends badly as it ends. */
async function inParallel(tasks, jobs) {
  const done = []
  const queue = tasks.entries()
  const work = async () => {
    for (const [index, task] of queue) {
      const outcome = await task()
      done[index] = outcome
      if (!outcome.good) console.log(`✗ ${outcome.name} (seed ${outcome.seed}): ${outcome.problem}`)
    }
  }
  await Promise.all(Array.from({ length: jobs }, work))
  return done
}
