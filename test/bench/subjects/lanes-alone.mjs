// What the suite's own client does with the same requests as undici-alone.mjs, and what recording them adds. A part of the
// product, so it is loaded and not started.
import { randomBytes } from 'node:crypto'
import { printRefusals } from './refusals.mjs'

const load = (path) => import(new URL(`../../../dist/conformance/${path}`, import.meta.url))
const [{ createLane }, { Masker }, { Recorder }] = await Promise.all(
  ['client/index.js', 'history/mask.js', 'history/recorder.js'].map(load),
)

const [url, secret, connections, seconds, records] = process.argv.slice(2)
/** As many as a run of the standard profile has by then. */
const tokens = 500
const door = { name: 'target', kind: 'target', url }
const clock = () => performance.now()
const masker = new Masker()
for (let token = 0; token < tokens; token += 1) masker.add(`dz_${randomBytes(24).toString('base64url')}`, `revocable-${token}`)
masker.add(secret, 'manager-1')
const recorder = new Recorder(masker, { kind: 'header', doors: [door] })
let opened = 0
await printRefusals(connect, { connections: Number(connections), seconds: Number(seconds) })

function connect() {
  const lane = createLane(door, { clock, connectionNumber: () => (opened += 1) })
  return {
    async revoke(target) {
      const request = { method: 'POST', target, headers: [['Authorization', `Bearer ${secret}`]], timeout: 5000 }
      const outcome = await lane.send(request)
      if (outcome.response === null) throw new Error(outcome.failure.message)
      if (records === 'recorded') recorder.exchange({ scenario: 'bench', case: 'bench#1', door: door.name }, request, outcome)
    },
    close: () => lane.close(),
  }
}
