import { createServer } from 'node:net'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answer } from '../testing/hostile-target.ts'
import { bothClients, laneAt, laneTo, listening, revocation } from '../testing/lane-setup.ts'
import type { WireRequest } from './wire.ts'

describe('a request', () => {
  test('goes out as it was put, with Host and framing where they are missing', async () => {
    const { lane, target } = await laneAt((socket) => socket.write(answer('{}')))
    await lane.send(
      revocation({
        body: Buffer.from('{"reason":"x"}'),
        headers: [
          ['X-a', '\xe9'],
          ['x-A', '2'],
        ],
        target: '/%zz/../a//b?q=\xe9#f',
      }),
    )
    const lines = (target.requests[0] ?? '').split('\r\n')
    expect(lines[0]).toBe('POST /%zz/../a//b?q=\xe9#f HTTP/1.1')
    expect(lines).toEqual(
      expect.arrayContaining([`host: ${new URL(target.url).host}`, 'X-a: \xe9', 'x-A: 2', 'content-length: 14', '{"reason":"x"}']),
    )
  })

  test('is sent byte for byte when it is raw', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (raw) => {
        const received: Buffer[] = []
        const target = createServer((socket) => {
          socket.on('error', () => {})
          socket.on('data', (chunk) => {
            received.push(chunk)
            if (Buffer.concat(received).length === raw.length) socket.end('HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n')
          })
        })
        const { lane } = laneTo(await listening(target))
        const { response } = await lane.send(revocation({ raw }))
        await lane.close()
        target.close()
        expect(response?.status).toBe(400)
        expect(Buffer.concat(received)).toEqual(Buffer.from(raw))
      }),
      { numRuns: 20 },
    ))

  test.each<[string, Partial<WireRequest>, string[]]>([
    ['a space in the target', { target: '/a b' }, ['POST /a b HTTP/1.1']],
    ['a control character in the target', { target: '/a\x00\x7f' }, ['POST /a\x00\x7f HTTP/1.1']],
    ['a target beyond latin1', { target: '/\u20ac' }, ['POST /\xe2\x82\xac HTTP/1.1']],
    ['a target without a slash', { method: 'OPTIONS', target: '*' }, ['OPTIONS * HTTP/1.1']],
    ['a method that is no token', { method: 'PO ST' }, ['PO ST /api/v1/tokens/6f0c8f0e-0000-4000-8000-000000000000/revoke HTTP/1.1']],
    ['a method in lower case', { method: 'post' }, ['post /api/v1/tokens/6f0c8f0e-0000-4000-8000-000000000000/revoke HTTP/1.1']],
    ['a control character in a field', { headers: [['Authorization', 'Bearer \x01']] }, ['Authorization: Bearer \x01']],
    ['a field name with a space', { headers: [['X y', 'z']] }, ['X y: z']],
    [
      'two Authorization fields',
      {
        headers: [
          ['Authorization', 'a'],
          ['Authorization', 'b'],
        ],
      },
      ['Authorization: a', 'Authorization: b'],
    ],
    [
      'two Host fields',
      {
        headers: [
          ['Host', 'a'],
          ['Host', 'b'],
        ],
      },
      ['Host: a', 'Host: b'],
    ],
    ['a length that is too small', { headers: [['Content-Length', '1']], body: Buffer.from('xyz') }, ['Content-Length: 1']],
    ['a length with a sign', { headers: [['Content-Length', '+0']] }, ['Content-Length: +0']],
    [
      'a coding and a length',
      {
        headers: [
          ['Content-Length', '5'],
          ['Transfer-Encoding', 'chunked'],
        ],
        body: Buffer.from('0\r\n\r\n'),
      },
      ['Content-Length: 5', 'Transfer-Encoding: chunked'],
    ],
    ['an expectation', { headers: [['Expect', '100-continue']] }, ['Expect: 100-continue']],
    ['a body without framing', { framing: 'none', method: 'GET', body: Buffer.from('x') }, ['x']],
    ['no body, announced', { framing: 'length', method: 'GET' }, ['Content-Length: 0']],
  ])('with %s is sent all the same', async (_, changes, expected) => {
    const received: string[] = []
    const target = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk) => {
        received.push(chunk.toString('latin1'))
        socket.write(answer('{}', { status: 400 }))
      })
    })
    const { lane } = laneTo(await listening(target))
    onTestFinished(() => lane.close())
    const { response } = await lane.send(revocation(changes))
    expect(response?.status).toBe(400)
    expect(received.join('').split('\r\n')).toEqual(expect.arrayContaining(expected))
  })

  test.each(bothClients)('is sent in chunks when it is told to, %s', async (_, changes) => {
    const { lane, target } = await laneAt((socket) => socket.write(answer('{}')))
    await lane.send(revocation({ ...changes, framing: 'chunked', body: Buffer.from('{"reason":null}') }))
    expect(target.requests[0]).toMatch(/transfer-encoding: chunked\r\n(?:.*\r\n)*\r\nf\r\n\{"reason":null\}\r\n0\r\n\r\n$/i)
  })

  test('without a body says so when its method usually has one', async () => {
    const { lane, target } = await laneAt((socket) => socket.write(answer('{}')))
    for (const [, changes] of bothClients) await lane.send(revocation(changes))
    await lane.send(revocation({ method: 'GET' }))
    expect(target.requests.map((request) => /content-length: 0\r\n/i.test(request))).toEqual([true, true, false])
  })

  test('carries the fields that every request gets, unless it has them', async () => {
    const { lane, target } = await laneAt((socket) => socket.write(answer('{}')), {
      headers: [
        ['X-Gateway', 'key'],
        ['X-Own', 'lane'],
      ],
    })
    await lane.send(revocation({ headers: [['x-own', 'request']] }))
    await lane.send(revocation({ headers: [], target: '/a b' }))
    expect(target.requests[0]).toContain('X-Gateway: key\r\n')
    expect(target.requests[0]).not.toContain('X-Own: lane')
    expect(target.requests[1]).toContain('X-Own: lane\r\n')
  })
})
