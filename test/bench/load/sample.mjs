// One sample: a server under load for a moment, and proof that it did what it was asked for.
import { processorTimeOf } from '../../soak/vitals.mjs'
import { statusOf } from '../subjects/process.mjs'
import { load } from './load.mjs'

/** How long a sample lasts, in seconds. */
const seconds = 2
/** What a server is taken to answer in a second before anything is known. */
const guess = 8000
/** Requests that are kept ready beyond what it answered before: it may be faster this time. */
const reserve = 1.5
/** Requests after which V8 has compiled what matters, and samples after which nobody waits for it any longer. */
const warm = { requests: 30_000, samples: 4 }
/** What is due in each situation. */
const statuses = { valid: 201, 401: 401, 404: 404, 422: 422, malformed: 422 }

/** @type {WeakMap<import('../subjects/subject.mjs').Running, number>} The most that was seen of each. */
const paces = new WeakMap()

/**
 * Every request is another one: where the server knows tokens, each valid one revokes a token that was live.
 *
 * @param {import('../subjects/subject.mjs').Running} server
 * @param {{ situation?: import('../subjects/subject.mjs').Situation, connections: number, rate?: number }} how
 * @returns {Promise<import('./load.mjs').Answered & { processor: number }>} `processor`: the server's time, in µs a request.
 */
export async function sampleOf(server, how) {
  const { situation = 'valid', connections, rate } = how
  const [first, ...requests] = await server.requests(situation, Math.ceil((rate ?? paces.get(server) ?? guess) * seconds * reserve))
  const status = await statusOf(server.url, first)
  if (status !== statuses[situation]) throw new Error(`${situation}: ${server.url} answered ${status} instead of ${statuses[situation]}.`)
  const before = processorTimeOf(server.pid)
  const answered = await load({ url: server.url, requests, connections, seconds, ...(rate === undefined ? {} : { rate }) })
  const processor = ((processorTimeOf(server.pid) - before) / answered.sent) * 1e6
  if (answered.refused !== (situation === 'valid' ? 0 : answered.sent))
    throw new Error(`${situation}: ${answered.refused} of ${answered.sent} were refused.`)
  if (rate === undefined) paces.set(server, Math.max(paces.get(server) ?? 0, answered.perSecond))
  // What is under way at the end was sent, too: a request may have come a second time.
  return answered.sent + connections > requests.length ? sampleOf(server, how) : { ...answered, processor }
}

/**
 * Samples that do not count.
 *
 * @param {import('../subjects/subject.mjs').Running} server
 * @param {Parameters<typeof sampleOf>[1]} how
 */
export async function warmUp(server, how) {
  for (let sent = 0, samples = 0; sent < warm.requests && samples < warm.samples; samples += 1) sent += (await sampleOf(server, how)).sent
}
