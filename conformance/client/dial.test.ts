import { createHash, X509Certificate } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answer } from '../testing/hostile-target.ts'
import { bothClients, laneTo, listening, revocation } from '../testing/lane-setup.ts'
import { selfSigned } from '../testing/self-signed.ts'

describe('TLS', () => {
  test.each(bothClients)(
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
      onTestFinished(() => lane.close())
      expect((await lane.send(revocation(changes))).response).toMatchObject({ status: 201, httpVersion: '1.1' })
      expect((await lane.send(revocation({ ...changes, abortAfter: 5 }))).failure).toMatchObject({ code: 'aborted' })
      await expect.poll(() => ends).toHaveLength(1)
    },
  )

  test.each([false, true])('notes which certificate was presented, HTTP/2 allowed: %s', async (allowH2) => {
    const { cert, key } = selfSigned()
    const target = createTlsServer({ cert, key }, (socket) => socket.on('data', () => socket.write(answer('{}'))))
    const { lane, notices } = laneTo((await listening(target)).replace('http:', 'https:'), { ca: cert, allowH2 })
    onTestFinished(() => lane.close())
    await lane.send(revocation())
    const certificate = createHash('sha256').update(new X509Certificate(cert).raw).digest('hex')
    expect(notices).toMatchObject([{ event: 'opened', certificate }])
  })

  test('can be told not to check the certificate', async () => {
    const target = createTlsServer(selfSigned(), (socket) => socket.on('data', () => socket.write(answer('{}'))))
    const { lane } = laneTo((await listening(target)).replace('http:', 'https:'), { verify: false })
    onTestFinished(() => lane.close())
    expect((await lane.send(revocation())).response?.status).toBe(201)
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
    onTestFinished(() => lane.close())
    for (const [, changes] of bothClients) expect((await lane.send(revocation(changes))).response?.status).toBe(201)
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
