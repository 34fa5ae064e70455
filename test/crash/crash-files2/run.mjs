// `npm run crash`: SIGKILL in the middle of the work, again and again, on one folder of `--store file:`. Fails when an
// acknowledged revocation is lost, a token is half written, or the mock does not start again by itself.
//
//   --kills N   how many (default 200)
import { parseArgs } from 'node:util'
import { crashes } from './kills.mjs'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' } } })
const begin = Date.now()
const { kills, acknowledged, undecided, undecidedDone, checked, problems } = await crashes(Number(values.kills), { say: console.log })

console.log(
  `${kills} kills in ${Math.round((Date.now() - begin) / 1000)} s: ${acknowledged} revocations acknowledged, ${checked} tokens looked at.`,
)
console.log(`${undecided} revocations had no answer when the kill came; ${undecidedDone} of them had happened.`)
console.log(problems.length === 0 ? 'Nothing was lost.' : problems.map((problem) => `✗ ${problem}`).join('\n'))
process.exitCode = problems.length === 0 ? 0 : 1
