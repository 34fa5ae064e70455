// What sends the load: wrk where it is installed, else autocannon in a thread of its own. Neither runs where the figures are
// kept, and neither takes the server's core on a machine that has two.
import { randomUUID } from 'node:crypto'
import { autocannon } from './autocannon.mjs'
import { wrk, wrkVersion } from './wrk.mjs'

/**
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path
 * @property {Readonly<Record<string, string>>} headers
 * @property {string} body
 *
 * @typedef {object} Load
 * @property {string} url
 * @property {readonly Request[]} requests In this order; from the first again once all were sent.
 * @property {number} connections
 * @property {number} seconds
 * @property {number} [rate] Requests a second that are not to be passed; default as many as are answered.
 *
 * @typedef {object} Answered
 * @property {number} sent
 * @property {number} refused How many answers were no success.
 * @property {number} perSecond
 * @property {number} p99 In ms, from the first byte sent to the last one read.
 */

/** What sends the load here, by name and version. */
export const generator = wrkVersion ?? `autocannon ${autocannon.version}`

/** @type {(load: Load) => Promise<Answered>} */
export const load = wrkVersion === undefined ? autocannon.send : wrk

/** One revocation of the contract, with a body as applications send it. */
export function revocation({ id = randomUUID(), as, body = '{"reason": "Laptop lost"}', headers = {} }) {
  return {
    method: 'POST',
    path: `/api/v1/tokens/${id}/revoke`,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json', ...headers },
    body,
  }
}
