// `npm run bench`: measures the product side by side, in one run. Prints tables; every figure is of this machine, at this moment.
//
//   --only NAME   one of them (repeatable; a name stands for all that begin with it)
import { parseArgs } from 'node:util'
import { benches } from './benches.mjs'

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true, default: [''] } } })
const chosen = Object.entries(benches).filter(([name]) => values.only.some((wanted) => name.startsWith(wanted)))
if (chosen.length === 0) {
  console.error(`There is no such bench. Known are: ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
}
for (const [name, bench] of chosen) {
  console.log(`\n${name}`)
  console.table(await bench())
}
