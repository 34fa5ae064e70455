// What undici does with a server when nobody generates, records or judges anything: the same refusal again and again, on
// so many connections. Prints the requests, the seconds and the processor time that they took.
import { randomUUID } from 'node:crypto'
import { Client } from 'undici'

const [url, secret, connections, seconds] = process.argv.slice(2)
const headers = { authorization: `Bearer ${secret}` }
let sent = 0
const begin = performance.now()
const before = process.cpuUsage()
const end = begin + Number(seconds) * 1000
await Promise.all(Array.from({ length: Number(connections) }, work))
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ requests: sent, seconds: (performance.now() - begin) / 1000, processor: (user + system) / 1e6 }))

async function work() {
  const client = new Client(url)
  while (performance.now() < end) {
    const { body } = await client.request({ method: 'POST', path: `/api/v1/tokens/${randomUUID()}/revoke`, headers })
    await body.text()
    sent += 1
  }
  await client.close()
}
