import { createSecureServer } from 'node:http2'
import type { Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answer } from '../testing/hostile-target.ts'
import { laneTo, listening, revocation } from '../testing/lane-setup.ts'
import { selfSigned } from '../testing/self-signed.ts'
import type { WireRequest } from './wire.ts'

describe('HTTP/2', () => {
  test('is spoken where the door does and we may, on one connection, and what it cannot say goes over HTTP/1.1', async () => {
    const { cert, key } = selfSigned()
    const target = createSecureServer({ cert, key, allowHTTP1: true }, (request, response) => {
      response.writeHead(201, { 'x-version': request.httpVersion, 'content-encoding': 'gzip' })
      response.end(gzipSync(`${request.headers.authorization} ${request.headers[':authority'] ?? request.headers.host}`))
    })
    const url = (await listening(target)).replace('http:', 'https:')
    const { lane, notices } = laneTo(url, { ca: cert, allowH2: true })
    onTestFinished(() => lane.close())
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
    onTestFinished(() => lane.close())
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
    onTestFinished(() => lane.close())
    expect((await lane.send(revocation({ target: '/reset' }))).failure).toMatchObject({ code: 'reset' })
    expect((await lane.send(revocation({ timeout: 500 }))).failure).toMatchObject({ code: 'timeout' })
    expect((await lane.send(revocation({ abortAfter: 5 }))).failure).toMatchObject({ code: 'aborted' })
  })
})
