import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answer } from '../testing/hostile-target.ts'
import { bothClients, laneAt, laneTo, listening, revocation } from '../testing/lane-setup.ts'

describe.each(bothClients)('an answer that came %s', (_, changes) => {
  test('is what the other side wrote, down to the spelling of the fields', async () => {
    const { lane } = await laneAt((socket) => {
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
    const { lane } = await laneAt((socket) => socket.end('HTTP/1.0 404 Not Found\r\nServer: x\r\n\r\n{"detail":"x"}'))
    const { response } = await lane.send(revocation(changes))
    expect(response).toMatchObject({ status: 404, httpVersion: '1.0', length: 14 })
  })

  test('is put together from chunks, in any pieces', async () => {
    const whole =
      'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nT: x\r\n\r\n'
    const { lane } = await laneAt((socket) => bytewise(socket, whole))
    const { response } = await lane.send(revocation(changes))
    expect(response).toMatchObject({ status: 201, body: Buffer.from('abc0123456789'), length: 13 })
  })

  test('to HEAD has no body, whatever length it announces', async () => {
    const { lane } = await laneAt((socket) => socket.write('HTTP/1.1 405 No\r\nContent-Length: 50\r\n\r\n'))
    expect((await lane.send(revocation({ ...changes, method: 'HEAD' }))).response).toMatchObject({ status: 405, length: 0 })
  })

  test.each([
    ['gzip', gzipSync('{"success":true}')],
    ['deflate', deflateSync('{"success":true}')],
    ['deflate', deflateRawSync('{"success":true}')],
    ['br', brotliCompressSync('{"success":true}')],
    ['gzip, br', brotliCompressSync(gzipSync('{"success":true}'))],
  ])('is shown without its content coding (%s)', async (coding, body) => {
    const { lane } = await laneAt((socket) => socket.write(answer(body, { headers: `Content-Encoding: ${coding}\r\n` })))
    expect((await lane.send(revocation(changes))).response).toMatchObject({ body: Buffer.from('{"success":true}'), length: 16 })
  })

  test('keeps a content coding that is not known, and an empty body of any coding', async () => {
    const { lane } = await laneAt((socket, turn) => {
      socket.write(answer(turn === 0 ? 'zz' : '', { headers: `Content-Encoding: ${turn === 0 ? 'compress' : 'gzip'}\r\n` }))
    })
    expect((await lane.send(revocation(changes))).response).toMatchObject({ body: Buffer.from('zz') })
    expect((await lane.send(revocation(changes))).response).toMatchObject({ length: 0 })
  })

  test('keeps the beginning of a long body, its true length and the digest of all of it', async () => {
    const { lane } = await laneAt((socket) => socket.write(answer('x'.repeat(100))), { maxBody: 10 })
    expect((await lane.send(revocation(changes))).response).toMatchObject({
      body: Buffer.from('xxxxxxxxxx'),
      length: 100,
      sha256: '09ecb6ebc8bcefc733f6f2ec44f791abeed6a99edf0cc31519637898aebd52d8',
    })
  })

  test('has its times on the given clock: from before the first byte went out to after the last one came', async () => {
    const target = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => {
        const received = performance.now()
        setTimeout(() => socket.write(answer(String(received))), 30)
      })
    })
    const { lane } = laneTo(await listening(target))
    onTestFinished(() => lane.close())
    const before = performance.now()
    const { begin, end, response } = await lane.send(revocation(changes))
    const received = Number(Buffer.from(response?.body ?? []).toString())
    expect(before).toBeLessThan(begin)
    expect(begin).toBeLessThan(received)
    expect(end).toBeGreaterThan(received + 29)
    expect(end).toBeLessThan(performance.now())
  })
})

/** Every byte a packet of its own. */
function bytewise(socket: Socket, text: string): void {
  if (text === '') return
  socket.write(text.charAt(0))
  setImmediate(bytewise, socket, text.slice(1))
}
