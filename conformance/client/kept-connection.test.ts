import { once } from 'node:events'
import { createServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answer } from '../testing/hostile-target.ts'
import { laneAt, laneTo, listening, revocation } from '../testing/lane-setup.ts'
import { selfSigned } from '../testing/self-signed.ts'

describe('the connection of a lane', () => {
  test('is kept for the next request, and numbered', async () => {
    const { lane, notices } = await laneAt((socket) => socket.write(answer('{}')))
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
    const { lane } = await laneAt((socket) => {
      open += 1
      setTimeout(() => socket.write(answer(String(open--))), 10)
    })
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => lane.send(revocation())))
    expect(outcomes.map(({ response }) => Buffer.from(response?.body ?? []).toString())).toEqual(['1', '1', '1', '1', '1'])
  })

  test('is opened anew when the other side closed it, and after a reset', async () => {
    const { lane } = await laneAt((socket, turn) => {
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
      const { lane, notices } = await laneAt((socket) => {
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
    const { lane } = await laneAt((socket, turn) => (turn === 0 ? socket.resetAndDestroy() : socket.write(answer('{}'))))
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
    const silent = createServer(() => {})
    const hanging = await laneTo((await listening(silent)).replace('http:', 'https:')).lane.send(revocation({ timeout: 50 }))
    expect(hanging.failure).toMatchObject({ code: 'connect', message: 'No connection within 50 ms.' })
  })

  test('leaves none behind: neither for a key that is none, nor in front of a proxy that says nothing', async () => {
    const ends: Promise<unknown>[] = []
    const silent = createServer((socket) => ends.push(once(socket.on('error', () => {}).resume(), 'close')))
    const url = await listening(silent)
    const junk = await laneTo(url.replace('http:', 'https:'), { key: 'junk' }).lane.send(revocation())
    expect(junk.failure?.code).toBe('connect')
    const behind = await laneTo('https://127.0.0.1:1', { proxy: url }).lane.send(revocation({ timeout: 50 }))
    expect(behind.failure?.code).toBe('connect')
    await expect.poll(() => ends.length).toBe(2)
    await Promise.all(ends)
  })
})

test('a door can be reached at one address of its host, under its own name', async () => {
  const { target } = await laneAt((socket) => socket.write(answer('{}')))
  const { port } = new URL(target.url)
  const { lane } = laneTo(`http://replica.invalid:${port}`, { address: '127.0.0.1' })
  onTestFinished(() => lane.close())
  expect((await lane.send(revocation())).response?.status).toBe(201)
  expect(target.requests[0]).toContain(`host: replica.invalid:${port}\r\n`)
})
