import { expect, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import { openWire } from '../testing/wire.ts'
import { bytesOf, nobody, setup } from '../testing/setup.ts'

const hasty = { headersTimeout: 60, requestTimeout: 120 }

test.each([
  ['half a header', 'POST / HTTP/1.1\r\nHost: x\r\nA'],
  ['half a body', `POST ${revokePath(nobody)} HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{}`],
])('a client that sends %s and then waits is told that it took too long', async (_, bytes) => {
  const { wire } = await setup(hasty)
  const open = await wire()
  expect(await open.exchange(bytes)).toMatchObject({ status: 408, headers: { connection: 'close' } })
  await open.closed
})

test('a connection on which nothing is ever sent is closed without a word', async () => {
  const { wire } = await setup(hasty)
  const open = await wire()
  await expect(open.next()).rejects.toThrow('closed after ""')
})

test('a client that sends one byte at a time is cut off all the same', async () => {
  const { wire } = await setup(hasty)
  const open = await wire()
  open.write('POST / HTTP/1.1\r\nHost: x\r\nA: ')
  const drip = setInterval(() => open.write('x'), 10)
  expect(await open.next()).toMatchObject({ status: 408 })
  clearInterval(drip)
})

test('closing lets a request in flight end, and ends idle connections at once', async () => {
  const { mock, wire } = await setup({ faults: ['in-flight-race=100'] })
  const [idle, used, busy] = [await wire(), await wire(), await wire()]
  const bytes = bytesOf({ path: revokePath(nobody) }, mock.tokens.manager.secret)
  await used.exchange(bytes)
  const answer = busy.exchange(bytes)
  await new Promise((resolve) => {
    setTimeout(resolve, 30)
  })
  const closing = mock.close()
  await Promise.all([idle.closed, used.closed])
  expect(await answer).toMatchObject({ status: 404, headers: { connection: 'close' } })
  await closing
  await expect(openWire(mock.url)).rejects.toThrow('ECONNREFUSED')
})
