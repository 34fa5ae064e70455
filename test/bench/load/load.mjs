// What sends the load: wrk where it is installed, else autocannon both in a process of their own. Neither takes the
// server's core on a machine that has two.
import { randomUUID } from 'node:crypto'
import { autocannon } from './autocannon.mjs'
import { wrk, wrkVersion } from './wrk.mjs'

export const generator =
  wrkVersion ?? `autocannon ${autocannon.version} (for want of wrk; slower than the fastest servers, whose lead it hides)`

export const load = wrkVersion === undefined ? autocannon.send : wrk

export function revocation({ id = randomUUID(), as, body = '{"reason": "Laptop lost"}', headers = {} }) {
  return {
    method: 'POST',
    path: `/api/v1/tokens/${id}/revoke`,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json', ...headers },
    body,
  }
}
