import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Seen } from './observer.ts'
import { startProxyServer } from './proxy-server.ts'

interface Setup {
  /** Sends bytes to the proxy; gives what came back until the connection was quiet or closed. */
  readonly send: (bytes: string) => Promise<string>
  /** What arrived at the target, one string for each connection. */
  readonly arrived: readonly string[]
  readonly seen: readonly Seen[]
  readonly close: () => Promise<void>
}

/** A target that answers every request with these bytes, and the proxy before it. */
async function setup(answer: string | Buffer, { prefix = '', hangsUp = false } = {}): Promise<Setup> {
  const arrived: string[] = []
  const target = createServer((socket) => {
    const number = arrived.push('') - 1
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      arrived[number] += chunk.toString('latin1')
      if (!isWhole(arrived[number] ?? '')) return
      socket.write(answer)
      if (hangsUp) socket.end()
    })
  })
  target.listen(0, '127.0.0.1')
  await once(target, 'listening')
  const { port } = target.address() as AddressInfo
  const seen: Seen[] = []
  let now = 0
  const proxy = await startProxyServer(0, '127.0.0.1', {
    target: new URL(`http://127.0.0.1:${port}${prefix}`),
    clock: () => (now += 1),
    onSeen: (one) => seen.push(one),
  })
  const clients: Socket[] = []
  const close = async (): Promise<void> => {
    for (const client of clients) client.destroy()
    target.close()
    await proxy.close()
  }
  onTestFinished(close)
  return { send: (bytes) => sendTo(proxy.url, bytes, clients), arrived, seen, close }
}

function isWhole(text: string): boolean {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (!text.includes('\r\n\r\n')) return false
  if (/transfer-encoding: chunked/i.test(head)) return text.endsWith('0\r\n\r\n')
  return body.length >= Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
}

async function sendTo(url: string, bytes: string, clients: Socket[]): Promise<string> {
  const client = connect(Number(new URL(url).port), '127.0.0.1')
  clients.push(client)
  let text = ''
  client.on('error', () => {})
  client.write(Buffer.from(bytes, 'latin1'))
  for await (const chunk of client) {
    text += (chunk as Buffer).toString('latin1')
    if (isWhole(text)) break
  }
  return text
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Odd:  two  words\r\nx-odd: again\r\n\r\nhi'

/** Without what belongs to a connection, and `Host`, which names the target. */
function endToEnd(text: string): string {
  return text.replaceAll(/^(?:host|connection): .*\r\n/gim, '')
}

describe('the proxy passes on unchanged', () => {
  const name = fc
    .stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/)
    .filter((text) => !/^(?:host|connection|upgrade|expect|te|trailer|keep-alive|date|content-.*|transfer-.*|proxy-.*)$/i.test(text))
  const value = fc.stringMatching(/^[!-~\x80-\xff]([ -~\x80-\xff]{0,20}[!-~\x80-\xff])?$/)
  const path = fc.stringMatching(/^\/[A-Za-z0-9%._~!$&'()*+,;=:@/?"<>^`{|}\\-]{0,40}$/)
  const fields = fc.uniqueArray(fc.tuple(name, value), { maxLength: 6, selector: ([field]) => field.toLowerCase() })

  test('method, path, fields and body, whatever they are', async () => {
    const { send, arrived } = await setup(ok)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
        path,
        fields,
        fc.option(value),
        async (method, target, pairs, body) => {
          const before = arrived.length
          const framing = body === null ? '' : `Content-Length: ${body.length}\r\n`
          const head = `${method} ${target} HTTP/1.1\r\n${pairs.map(([field, text]) => `${field}: ${text}\r\n`).join('')}${framing}`
          await send(`${head}Host: proxy\r\n\r\n${body ?? ''}`)
          expect(endToEnd(arrived.slice(before).join(''))).toBe(`${head}\r\n${body ?? ''}`)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('the answer, its fields in their order and spelling, and its bytes', async () => {
    const { send } = await setup(ok)
    expect(await send('GET / HTTP/1.1\r\nHost: p\r\n\r\n')).toBe(
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Odd: two  words\r\nx-odd: again\r\nConnection: keep-alive\r\n\r\nhi',
    )
  })

  test('a chunked body, while it comes, and what was coded', async () => {
    const zipped = gzipSync('{"detail": "no"}')
    const head = `HTTP/1.1 401 Unauthorized\r\nContent-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`
    const { send, arrived, seen, close } = await setup(Buffer.concat([Buffer.from(head), zipped]))
    const answer = await send('POST /x HTTP/1.1\r\nHost: p\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n')
    expect(answer.endsWith(zipped.toString('latin1'))).toBe(true)
    expect(endToEnd(arrived[0] ?? '')).toMatch(
      /^POST \/x HTTP\/1\.1\r\nTransfer-Encoding: chunked\r\n\r\n[\s\S]*\{"a"[\s\S]*:1\}[\s\S]*0\r\n\r\n$/,
    )
    await close()
    const [{ request, outcome } = { request: undefined, outcome: undefined }] = seen
    expect(Buffer.from(request?.body ?? []).toString()).toBe('{"a":1}')
    expect(request?.framing).toBe('chunked')
    expect(Buffer.from(outcome?.response?.body ?? []).toString()).toBe('{"detail": "no"}')
  })

  test('the prefix of the target before every path', async () => {
    const { send, arrived } = await setup(ok, { prefix: '/eu/west' })
    await send('GET /api?q=%20 HTTP/1.1\r\nHost: p\r\n\r\n')
    expect(arrived[0]).toMatch(/^GET \/eu\/west\/api\?q=%20 HTTP/)
  })
})

describe('what the target does not answer', () => {
  test('is a 502 that is marked as the proxy’s own, and no answer', async () => {
    const { send, seen, close } = await setup('no HTTP at all\r\n\r\n')
    const answer = await send('POST / HTTP/1.1\r\nHost: p\r\nContent-Length: 0\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 502 [\s\S]*X-Dayzero-Contract-Proxy: no answer\r\n[\s\S]*\{"detail":"The target did not answer/)
    await close()
    expect(seen[0]?.outcome).toMatchObject({ response: null, end: null, failure: { code: 'malformed' } })
  })

  test('whole is cut off for the client, too', async () => {
    const { send, seen, close } = await setup('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi', { hangsUp: true })
    expect(await send('GET / HTTP/1.1\r\nHost: p\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\nhi$/)
    await close()
    expect(seen[0]?.outcome).toMatchObject({ response: null, end: null, failure: { code: 'closed' } })
  })
})

test('bytes that are no HTTP are refused by the proxy itself', async () => {
  const { send, arrived } = await setup(ok)
  expect(await send('\0\0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*X-Dayzero-Contract-Proxy: no HTTP/)
  expect(arrived).toEqual([])
})

test('a port that is taken is one clear sentence', async () => {
  const first = await startProxyServer(0, '127.0.0.1', { target: new URL('http://127.0.0.1:1'), clock: () => 0, onSeen: () => {} })
  onTestFinished(() => first.close())
  const second = startProxyServer(Number(new URL(first.url).port), '127.0.0.1', {
    target: new URL('http://127.0.0.1:1'),
    clock: () => 0,
    onSeen: () => {},
  })
  await expect(second).rejects.toThrow(
    /^The proxy cannot listen on 127\.0\.0\.1:\d+ \(another program listens there\)\. Choose another --port/,
  )
})
