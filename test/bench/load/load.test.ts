import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { autocannon } from './autocannon.mjs'
import { revocation } from './load.mjs'
import { wrk, wrkVersion } from './wrk.mjs'

/** A server that notes what comes, and refuses every other request. */
async function setup() {
  const seen: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      seen.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
      response.writeHead(seen.length % 2 === 0 ? 404 : 201).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const requests = ['a', 'b', 'c'].map((id) => revocation({ id, as: `dz_${id}`, body: `{"reason": "${id}"}` }))

// Where wrk is not installed there is nothing to test of it: autocannon takes its place.
describe.each([
  ['wrk', wrkVersion === undefined ? undefined : wrk],
  ['autocannon', autocannon.send],
] as const)('%s', (_, send) => {
  test.skipIf(send === undefined)('sends the requests in their order and around again, and counts the refused', async () => {
    const { seen, url } = await setup()
    const answered = await send?.({ url, requests, connections: 1, seconds: 1 })
    expect(seen.slice(0, 5).map(({ path }) => path.split('/')[4])).toEqual(['a', 'b', 'c', 'a', 'b'])
    expect(seen[1]).toMatchObject({
      method: 'POST',
      path: '/api/v1/tokens/b/revoke',
      headers: { authorization: 'Bearer dz_b', 'content-type': 'application/json' },
      body: '{"reason": "b"}',
    })
    // One may have been under way at the end.
    expect(answered?.sent).toBeGreaterThanOrEqual(seen.length - 1)
    expect(answered?.refused).toBe(Math.floor((answered?.sent ?? 0) / 2))
  })

  test.skipIf(send === undefined)('keeps to a rate', async () => {
    const { seen, url } = await setup()
    await send?.({ url, requests, connections: 10, seconds: 1, rate: 100 })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.length).toBeLessThanOrEqual(400)
  })

  test.skipIf(send === undefined)('says when requests had no answer', async () => {
    await expect(send?.({ url: 'http://127.0.0.1:1', requests, connections: 1, seconds: 1 })).rejects.toThrow(
      /unable to connect|had no answer/,
    )
  })
})
