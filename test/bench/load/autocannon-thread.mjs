import { parentPort, workerData } from 'node:worker_threads'
import autocannon from 'autocannon'

const { url, requests, connections, seconds, rate } = workerData
let at = 0
const setupRequest = (request) => {
  const next = requests[at % requests.length]
  at += 1
  return { ...request, ...next }
}
// Latencies are those of requests that were sent, as wrk measures them.
const limits = rate === undefined ? {} : { overallRate: rate, ignoreCoordinatedOmission: true }
const result = await autocannon({ url, connections, duration: seconds, requests: [{ setupRequest }], ...limits })
if (result.errors + result.timeouts > 0) throw new Error(`${result.errors + result.timeouts} requests had no answer`)
const answered = {
  sent: result.requests.total,
  refused: result.non2xx,
  perSecond: result.requests.total / result.duration,
  p99: result.latency.p99,
}
parentPort.postMessage(answered, [])
