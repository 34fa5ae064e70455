import { once } from 'node:events'
import autocannon from 'autocannon'

const [{ url, requests, connections, seconds, rate }] = await once(process, 'message')
let at = 0
const setupRequest = (request) => {
  const next = requests[at % requests.length]
  at += 1
  return { ...request, ...next }
}
// Latencies are those of requests that were sent, as wrk measures them; its own histogram knows whole milliseconds only.
const limits = rate === undefined ? {} : { overallRate: rate, ignoreCoordinatedOmission: true }
const times = []
const run = autocannon({ url, connections, duration: seconds, requests: [{ setupRequest }], ...limits })
run.on('response', (client, status, bytes, time) => times.push(time))
const { errors, timeouts, non2xx, duration } = await run
times.sort((a, b) => a - b)
process.send({
  lost: errors + timeouts,
  sent: times.length,
  refused: non2xx,
  perSecond: times.length / duration,
  p99: times[Math.floor(times.length * 0.99)],
})
process.disconnect()
