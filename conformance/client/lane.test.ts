import { once } from 'node:events'
import { createHash, X509Certificate } from 'node:crypto'
import { createSecureServer } from 'node:http2'
import { createServer as createHttpServer } from 'node:http'
import { connect, createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { gzipSync, deflateRawSync, deflateSync, brotliCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { laneTo, revocation } from '../testing/lane-setup.ts'
import { answer, startHostileTarget } from '../testing/hostile-target.ts'
import type { Behaviour } from '../testing/hostile-target.ts'
import { selfSigned } from '../testing/self-signed.ts'
import type { LaneOptions } from './index.ts'
import type { WireRequest } from './wire.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

/** What undici sends, and what goes through the raw client; a reader of a history must not see a difference. */
const paths: [string, Partial<WireRequest>][] = [
  ['through undici', {}],
  [
    'through the raw client',
    {
      headers: [
        ['Authorization', 'Bearer dz_0123456789abcdef'],
        ['Connection', 'x'],
      ],
    },
  ],
]

describe.each(paths)('an answer that came %s', (_, changes) => {
  test('is what the other side wrote, down to the spelling of the fields', async () => {
    const { lane } = await setup((socket) => {
      socket.write('HTTP/1.1 201 Created\r\nX-Twice: a\r\nx-twice: \xe9 b\r\nContent-Length: 2\r\nEMPTY:\r\n\r\n{}', 'latin1')
    })
    const outcome = await lane.send(revocation(changes))
    expect(outcome).toMatchObject({ failure: null, connection: 1, reused: false })
    expect(outcome.response).toEqual({
      status: 201,
      httpVersion: '1.1',
      headers: [
        ['X-Twice', 'a'],
        ['x-twice', '\xe9 b'],
        ['Content-Length', '2'],
        ['EMPTY', ''],
      ],
      body: Buffer.from('{}'),
      length: 2,
    })
  })

  test('is read in HTTP/1.0 until the connection ends', async () => {
    const { lane } = await setup((socket) => socket.end('HTTP/1.0 404 Not Found\r\nServer: x\r\n\r\n{"detail":"x"}'))
    const { response } = await lane.send(revocation(changes))
    expect(response).toMatchObject({ status: 404, httpVersion: '1.0', length: 14 })
  })

  test('is put together from chunks, in any pieces', async () => {
    const whole =
      'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nT: x\r\n\r\n'
    const { lane } = await setup((socket) => bytewise(socket, whole))
    const { response } = await lane.send(revocation(changes))
    expect(response).toMatchObject({ status: 201, body: Buffer.from('abc0123456789'), length: 13 })
  })

  test('to HEAD has no body, whatever length it announces', async () => {
    const { lane } = await setup((socket) => socket.write('HTTP/1.1 405 No\r\nContent-Length: 50\r\n\r\n'))
    expect((await lane.send(revocation({ ...changes, method: 'HEAD' }))).response).toMatchObject({ status: 405, length: 0 })
  })

  test.each([
    ['gzip', gzipSync('{"success":true}')],
    ['deflate', deflateSync('{"success":true}')],
    ['deflate', deflateRawSync('{"success":true}')],
    ['br', brotliCompressSync('{"success":true}')],
    ['gzip, br', brotliCompressSync(gzipSync('{"success":true}'))],
  ])('is shown without its content coding (%s)', async (coding, body) => {
    const { lane } = await setup((socket) => socket.write(answer(body, { headers: `Content-Encoding: ${coding}\r\n` })))
    expect((await lane.send(revocation(changes))).response).toMatchObject({ body: Buffer.from('{"success":true}'), length: 16 })
  })

  test('keeps a content coding that is not known, and an empty body of any coding', async () => {
    const { lane } = await setup((socket, turn) => {
      socket.write(answer(turn === 0 ? 'zz' : '', { headers: `Content-Encoding: ${turn === 0 ? 'compress' : 'gzip'}\r\n` }))
    })
    expect((await lane.send(revocation(changes))).response).toMatchObject({ body: Buffer.from('zz') })
    expect((await lane.send(revocation(changes))).response).toMatchObject({ length: 0 })
  })

  test('keeps the beginning of a long body, its true length and the digest of all of it', async () => {
    const { lane } = await setup((socket) => socket.write(answer('x'.repeat(100))), { maxBody: 10 })
    expect((await lane.send(revocation(changes))).response).toMatchObject({
      body: Buffer.from('xxxxxxxxxx'),
      length: 100,
      sha256: '09ecb6ebc8bcefc733f6f2ec44f791abeed6a99edf0cc31519637898aebd52d8',
    })
  })

  test('has its times on the given clock: from before the first byte went out to after the last one came', async () => {
    const target = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => {
        const received = performance.now()
        setTimeout(() => socket.write(answer(String(received))), 30)
      })
    })
    const { lane } = laneTo(await listening(target))
    cleanups.push(() => lane.close())
    const before = performance.now()
    const { begin, end, response } = await lane.send(revocation(changes))
    const received = Number(Buffer.from(response?.body ?? []).toString())
    expect(before).toBeLessThan(begin)
    expect(begin).toBeLessThan(received)
    expect(end).toBeGreaterThan(received + 29)
    expect(end).toBeLessThan(performance.now())
  })
})

describe('a request', () => {
  test('goes out as it was put, with Host and framing where they are missing', async () => {
    const { lane, target } = await setup((socket) => socket.write(answer('{}')))
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
        const target = createTcpServer((socket) => {
          socket.on('error', () => {})
          socket.on('data', (chunk) => {
            received.push(chunk)
            if (Buffer.concat(received).length === raw.length) socket.end('HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n')
          })
        })
        const { lane } = laneTo(await listening(target))
        const { response } = await lane.send(revocation({ raw }))
        await lane.close()
        await closed(target)
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
    const target = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk) => {
        received.push(chunk.toString('latin1'))
        socket.write(answer('{}', { status: 400 }))
      })
    })
    const { lane } = laneTo(await listening(target))
    cleanups.push(() => lane.close())
    const { response } = await lane.send(revocation(changes))
    expect(response?.status).toBe(400)
    expect(received.join('').split('\r\n')).toEqual(expect.arrayContaining(expected))
  })

  test.each(paths)('is sent in chunks when it is told to, %s', async (_, changes) => {
    const { lane, target } = await setup((socket) => socket.write(answer('{}')))
    await lane.send(revocation({ ...changes, framing: 'chunked', body: Buffer.from('{"reason":null}') }))
    expect(target.requests[0]).toMatch(/transfer-encoding: chunked\r\n(?:.*\r\n)*\r\nf\r\n\{"reason":null\}\r\n0\r\n\r\n$/i)
  })

  test('without a body says so when its method usually has one', async () => {
    const { lane, target } = await setup((socket) => socket.write(answer('{}')))
    for (const [, changes] of paths) await lane.send(revocation(changes))
    await lane.send(revocation({ method: 'GET' }))
    expect(target.requests.map((request) => /content-length: 0\r\n/i.test(request))).toEqual([true, true, false])
  })

  test('carries the fields that every request gets, unless it has them', async () => {
    const { lane, target } = await setup((socket) => socket.write(answer('{}')), {
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

describe('the connection of a lane', () => {
  test('is kept for the next request, and numbered', async () => {
    const { lane, notices } = await setup((socket) => socket.write(answer('{}')))
    const outcomes = [await lane.send(revocation()), await lane.send(revocation()), await lane.send(revocation())]
    await lane.close()
    expect(outcomes.map(({ connection, reused }) => [connection, reused])).toEqual([
      [1, false],
      [1, true],
      [1, true],
    ])
    expect(notices.map(({ connection, event }) => [connection, event])).toEqual([
      [1, 'opened'],
      [1, 'closed'],
    ])
  })

  test('carries one request at a time, however many are sent at once', async () => {
    let open = 0
    const { lane } = await setup((socket) => {
      open += 1
      setTimeout(() => socket.write(answer(String(open--))), 10)
    })
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => lane.send(revocation())))
    expect(outcomes.map(({ response }) => Buffer.from(response?.body ?? []).toString())).toEqual(['1', '1', '1', '1', '1'])
  })

  test('is opened anew when the other side closed it, and after a reset', async () => {
    const { lane } = await setup((socket, turn) => {
      socket.write(answer('{}', { headers: turn === 0 ? 'Connection: close\r\n' : '' }), () => turn === 0 && socket.end())
    })
    await lane.send(revocation())
    const second = await lane.send(revocation())
    await lane.reset()
    const third = await lane.send(revocation())
    expect([second, third]).toMatchObject([
      { connection: 2, reused: false },
      { connection: 3, reused: false },
    ])
  })

  test('is not used again after bytes that nobody asked for, and its end says so', async () => {
    for (const late of [false, true]) {
      const { lane, notices } = await setup((socket) => {
        const extra = answer('{"success":false}', { status: 401 })
        if (late) socket.write(answer('{}'), () => setTimeout(() => socket.write(extra), 20))
        else socket.write(Buffer.concat([answer('{}'), extra]))
      })
      const first = await lane.send(revocation())
      await expect.poll(() => !late || notices.some(({ event }) => event === 'closed')).toBe(true)
      const second = await lane.send(revocation())
      await lane.close()
      expect([first, second]).toMatchObject([
        { response: { status: 201 }, connection: 1 },
        { response: { status: 201 }, connection: 2, reused: false },
      ])
      expect(notices.find(({ event }) => event === 'closed')).toMatchObject({ connection: 1, unsolicited: true })
    }
  })

  test('ends with a failure and begins anew', async () => {
    const { lane } = await setup((socket, turn) => (turn === 0 ? socket.resetAndDestroy() : socket.write(answer('{}'))))
    expect(await lane.send(revocation())).toMatchObject({ response: null, end: null, failure: { code: 'reset', bytesRead: 0 } })
    expect(await lane.send(revocation())).toMatchObject({ connection: 2, reused: false, failure: null })
  })

  test('is told apart from none: nobody listens, the time is up, the certificate is not trusted', async () => {
    const nobody = laneTo('http://127.0.0.1:1')
    expect(await nobody.lane.send(revocation())).toMatchObject({
      connection: 1,
      end: null,
      failure: { code: 'connect', message: expect.stringContaining('ECONNREFUSED') },
    })
    const { cert, key } = selfSigned()
    const target = createTlsServer({ cert, key }, (socket) => socket.on('error', () => {}))
    const url = (await listening(target)).replace('http:', 'https:')
    const untrusted = await laneTo(url).lane.send(revocation())
    expect(untrusted.failure).toMatchObject({ code: 'connect', message: expect.stringContaining('--ca') })
    const silent = createTcpServer(() => {})
    const hanging = await laneTo((await listening(silent)).replace('http:', 'https:')).lane.send(revocation({ timeout: 50 }))
    expect(hanging.failure).toMatchObject({ code: 'connect', message: 'No connection within 50 ms.' })
  })

  test('leaves none behind: neither for a key that is none, nor in front of a proxy that says nothing', async () => {
    const ends: Promise<unknown>[] = []
    const silent = createTcpServer((socket) => ends.push(once(socket.on('error', () => {}).resume(), 'close')))
    const url = await listening(silent)
    const junk = await laneTo(url.replace('http:', 'https:'), { key: 'junk' }).lane.send(revocation())
    expect(junk.failure?.code).toBe('connect')
    const behind = await laneTo('https://127.0.0.1:1', { proxy: url }).lane.send(revocation({ timeout: 50 }))
    expect(behind.failure?.code).toBe('connect')
    await expect.poll(() => ends.length).toBe(2)
    await Promise.all(ends)
  })
})

describe.each(paths)('an abandoned request, %s', (_, changes) => {
  test('has arrived, and its connection is dropped', async () => {
    const ends: string[] = []
    const { lane, target } = await setup((socket) => {
      socket.on('close', () => ends.push('closed'))
    })
    for (const abortAfter of [0, 5, 20]) {
      const { failure, begin } = await lane.send(revocation({ ...changes, abortAfter, body: Buffer.from('{}') }))
      expect(failure).toMatchObject({ code: 'aborted', bytesRead: 0 })
      // Timers count whole milliseconds.
      expect((failure?.at ?? 0) - begin).toBeGreaterThan(abortAfter - 1)
    }
    await expect.poll(() => ends).toHaveLength(3)
    expect(target.requests).toHaveLength(3)
  })

  test('is answered when the answer was faster', async () => {
    const { lane } = await setup((socket) => socket.write(answer('{}')))
    const outcome = await lane.send(revocation({ ...changes, abortAfter: 5_000 }))
    expect(outcome).toMatchObject({ failure: null, response: { status: 201 } })
  })
})

describe.each(paths)('an ended lane, %s', (_, changes) => {
  test('leaves no request hanging', async () => {
    const { lane } = await setup(() => {})
    const sent = lane.send(revocation({ ...changes, timeout: 60_000 }))
    await new Promise((resolve) => setTimeout(resolve, 20))
    await lane.close()
    expect((await sent).failure).toMatchObject({ code: 'interrupted' })
    expect((await lane.send(revocation(changes))).failure).toMatchObject({ code: 'interrupted' })
  })
})

describe('TLS', () => {
  test.each(paths)(
    'is spoken with a certificate that is trusted, and an abandoned request reaches the other side, %s',
    async (_, changes) => {
      const { cert, key } = selfSigned()
      const ends: string[] = []
      let turn = 0
      const target = createTlsServer({ cert, key }, (socket) => {
        socket.on('error', () => {})
        socket.on('close', () => ends.push('closed'))
        socket.on('data', () => {
          if (turn++ === 0) socket.write(answer('{}'))
        })
      })
      const { lane } = laneTo((await listening(target)).replace('http:', 'https:'), { ca: cert })
      cleanups.push(() => lane.close())
      expect((await lane.send(revocation(changes))).response).toMatchObject({ status: 201, httpVersion: '1.1' })
      expect((await lane.send(revocation({ ...changes, abortAfter: 5 }))).failure).toMatchObject({ code: 'aborted' })
      await expect.poll(() => ends).toHaveLength(1)
    },
  )

  test.each([false, true])('notes which certificate was presented, HTTP/2 allowed: %s', async (allowH2) => {
    const { cert, key } = selfSigned()
    const target = createTlsServer({ cert, key }, (socket) => socket.on('data', () => socket.write(answer('{}'))))
    const { lane, notices } = laneTo((await listening(target)).replace('http:', 'https:'), { ca: cert, allowH2 })
    cleanups.push(() => lane.close())
    await lane.send(revocation())
    const certificate = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex')
    expect(notices).toMatchObject([{ event: 'opened', certificate }])
  })

  test('can be told not to check the certificate', async () => {
    const target = createTlsServer(selfSigned(), (socket) => socket.on('data', () => socket.write(answer('{}'))))
    const { lane } = laneTo((await listening(target)).replace('http:', 'https:'), { verify: false })
    cleanups.push(() => lane.close())
    expect((await lane.send(revocation())).response?.status).toBe(201)
  })
})

describe('HTTP/2', () => {
  test('is spoken where the door does and we may, on one connection, and what it cannot say goes over HTTP/1.1', async () => {
    const { cert, key } = selfSigned()
    const target = createSecureServer({ cert, key, allowHTTP1: true }, (request, response) => {
      response.writeHead(201, { 'x-version': request.httpVersion, 'content-encoding': 'gzip' })
      response.end(gzipSync(`${request.headers.authorization} ${request.headers[':authority'] ?? request.headers.host}`))
    })
    const url = (await listening(target)).replace('http:', 'https:')
    const { lane, notices } = laneTo(url, { ca: cert, allowH2: true })
    cleanups.push(() => lane.close())
    const twice: WireRequest = revocation({
      headers: [
        ['Authorization', 'a'],
        ['Authorization', 'b'],
      ],
    })
    const outcomes = [await lane.send(revocation()), await lane.send(revocation({ body: Buffer.from('{}') })), await lane.send(twice)]
    outcomes.push(await lane.send(revocation({ headers: [['X Illegal', 'a']] })), await lane.send(revocation()))
    expect(outcomes).toMatchObject([
      { connection: 1, reused: false, response: { status: 201, httpVersion: '2' } },
      { connection: 1, reused: true, response: { status: 201, httpVersion: '2' } },
      { connection: 2, reused: false, response: { status: 201, httpVersion: '1.1' } },
      { connection: 3, reused: false, response: { status: 400, httpVersion: '1.1' } },
      { connection: 1, reused: true, response: { status: 201, httpVersion: '2' } },
    ])
    expect(Buffer.from(outcomes[0]?.response?.body ?? []).toString()).toBe(`Bearer dz_0123456789abcdef ${new URL(url).host}`)
    expect(notices[0]).toMatchObject({ event: 'opened', protocol: 'h2' })
  })

  test('is done without where the door does not speak it, on the connection that was opened to ask', async () => {
    const { cert, key } = selfSigned()
    const target = createTlsServer({ cert, key }, (socket) => socket.on('data', () => socket.write(answer('{}'))))
    const { lane } = laneTo((await listening(target)).replace('http:', 'https:'), { ca: cert, allowH2: true })
    cleanups.push(() => lane.close())
    expect([await lane.send(revocation()), await lane.send(revocation())]).toMatchObject([
      { connection: 1, reused: false, response: { status: 201, httpVersion: '1.1' } },
      { connection: 1, reused: true, response: { status: 201, httpVersion: '1.1' } },
    ])
  })

  test('ends in a failure when the door closes or resets the connection at any time', async () => {
    const { cert, key } = selfSigned()
    for (const end of ['end', 'destroy', 'resetAndDestroy'] as const)
      for (const delay of [0, 1, 10]) {
        const target = createSecureServer({ cert, key })
        const sockets: Socket[] = []
        target.on('connection', (socket: Socket) => sockets.push(socket))
        target.on('session', (session) => session.on('error', () => {}))
        target.on('stream', (stream) => {
          stream.on('error', () => {})
          setTimeout(() => sockets.at(-1)?.[end](), delay)
        })
        const { lane } = laneTo((await listening(target)).replace('http:', 'https:'), { ca: cert, allowH2: true })
        const outcomes = [await lane.send(revocation()), await lane.send(revocation())]
        await lane.close()
        expect(outcomes.map(({ failure }) => failure?.code)).toEqual(outcomes.map(() => expect.stringMatching(/^(closed|reset)$/)))
      }
  })

  test('is closed for good, also where a door has taken its leave and does not hang up', async () => {
    const { cert, key } = selfSigned()
    const target = createSecureServer({ cert, key })
    target.on('connection', (socket: Socket) => {
      // Whatever is asked, this side never ends.
      socket.end = () => socket
    })
    target.on('session', (session) => session.on('error', () => {}))
    target.on('stream', (stream) => {
      stream.respond({ ':status': 404 })
      stream.end()
      stream.session?.goaway(0)
    })
    const { lane } = laneTo((await listening(target)).replace('http:', 'https:'), { ca: cert, allowH2: true })
    for (let turn = 0; turn < 3; turn += 1) expect((await lane.send(revocation())).response).toMatchObject({ status: 404 })
    await lane.close()
  })

  test('tells what went wrong: a stream reset, silence, an abandoned request', async () => {
    const { cert, key } = selfSigned()
    const target = createSecureServer({ cert, key })
    target.on('session', (session) => session.on('error', () => {}))
    target.on('stream', (stream, headers) => {
      stream.on('error', () => {})
      if (headers[':path'] === '/reset') stream.close(2)
    })
    const { lane } = laneTo((await listening(target)).replace('http:', 'https:'), { ca: cert, allowH2: true })
    cleanups.push(() => lane.close())
    expect((await lane.send(revocation({ target: '/reset' }))).failure).toMatchObject({ code: 'reset' })
    expect((await lane.send(revocation({ timeout: 500 }))).failure).toMatchObject({ code: 'timeout' })
    expect((await lane.send(revocation({ abortAfter: 5 }))).failure).toMatchObject({ code: 'aborted' })
  })
})

describe('a proxy', () => {
  test('is asked for a tunnel, with its credential, and is not seen by the door', async () => {
    const { cert, key } = selfSigned()
    const target = createTlsServer({ cert, key }, (socket) => socket.on('data', () => socket.write(answer('{}'))))
    const url = (await listening(target)).replace('http:', 'https:')
    const asked: string[] = []
    const proxy = createHttpServer().on('connect', (request, socket: Socket) => {
      asked.push(`${request.url} ${request.headers['proxy-authorization']}`)
      const onward = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        onward.pipe(socket).pipe(onward)
      })
      onward.on('error', () => socket.destroy())
      socket.on('error', () => onward.destroy())
    })
    const proxyUrl = (await listening(proxy)).replace('http://', 'http://user:p%40ss@')
    const { lane } = laneTo(url, { ca: cert, proxy: proxyUrl })
    cleanups.push(() => lane.close())
    for (const [, changes] of paths) expect((await lane.send(revocation(changes))).response?.status).toBe(201)
    expect(asked).toEqual(Array.from({ length: 2 }, () => `${new URL(url).host} Basic ${Buffer.from('user:p@ss').toString('base64')}`))
  })

  test('that refuses is named', async () => {
    const proxy = createHttpServer().on('connect', (_, socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 5\r\n\r\nplease'),
    )
    const { lane } = laneTo('https://127.0.0.1:1', { proxy: await listening(proxy) })
    expect((await lane.send(revocation())).failure).toMatchObject({ code: 'connect', message: expect.stringContaining('answered 407') })
  })
})

test('a door can be reached at one address of its host, under its own name', async () => {
  const { target } = await setup((socket) => socket.write(answer('{}')))
  const { port } = new URL(target.url)
  const { lane } = laneTo(`http://replica.invalid:${port}`, { address: '127.0.0.1' })
  cleanups.push(() => lane.close())
  expect((await lane.send(revocation())).response?.status).toBe(201)
  expect(target.requests[0]).toContain(`host: replica.invalid:${port}\r\n`)
})

async function setup(behaviour: Behaviour, options: Partial<LaneOptions> = {}) {
  const target = await startHostileTarget(behaviour)
  const { lane, notices } = laneTo(target.url, options)
  cleanups.push(
    () => target.close(),
    () => lane.close(),
  )
  return { target, lane, notices }
}

/** Every byte a packet of its own. */
function bytewise(socket: Socket, text: string): void {
  if (text === '') return
  socket.write(text.charAt(0))
  setImmediate(bytewise, socket, text.slice(1))
}

async function listening(server: Pick<Server, 'listen' | 'address' | 'close'>): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  cleanups.push(() => closed(server))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Servers of this file keep connections; closing does not wait for them. */
async function closed(server: Pick<Server, 'close'>): Promise<void> {
  server.close()
}
