import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { run, startMock } from './command.mjs'

test('SIGTERM lets a request in flight be answered, takes no new one, and ends with exit code 0', async () => {
  const mock = await startMock()
  const idle = await open(mock.url)
  const { socket, received } = await open(mock.url)
  const body = '{"reason": "Laptop lost"}'
  socket.write(
    `POST /_mock/tokens HTTP/1.1\r\nHost: ${new URL(mock.url).host}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  )
  const stopped = mock.stop()
  await once(idle.socket, 'close')
  await expect(open(mock.url)).rejects.toThrow('ECONNREFUSED')
  socket.write(body.slice(5))
  await once(socket, 'close')
  expect(received()).toMatch(/^HTTP\/1\.1 422 .*^connection: close\r\n/ims)
  await stopped
  expect(await mock.ended).toBe(0)
})

test('a port in use is one sentence and exit code 1', async () => {
  const mock = await startMock()
  const { host, port } = new URL(mock.url)
  expect(await run(['mock', '--port', port])).toEqual({
    code: 1,
    stdout: '',
    stderr: `Another program listens on ${host}. Stop it, or choose another port with --port (0 takes a free one).\n`,
  })
  await mock.stop()
})

/** A connection, and what has come over it. */
async function open(url: string): Promise<{ readonly socket: Socket; readonly received: () => string }> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  await once(socket, 'connect')
  return { socket, received: () => text }
}
