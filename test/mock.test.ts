import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run, startMock } from './command.mjs'

test('SIGTERM lets a request in flight be answered, takes no new one, and ends with exit code 0', async () => {
  const mock = await startMock()
  const idle = await open(mock.url)
  const { socket, received } = await open(mock.url)
  const body = '{"kind": "king"}'
  const head = [
    `Host: ${new URL(mock.url).host}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Expect: 100-continue',
  ]
  socket.write(`POST /_mock/tokens HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`)
  // Now it is in flight.
  await once(socket, 'data')
  const stopped = mock.stop()
  await once(idle.socket, 'close')
  await expect(open(mock.url)).rejects.toThrow('ECONNREFUSED')
  socket.write(body)
  await once(socket, 'close')
  expect(received()).toMatch(/^HTTP\/1\.1 100 .*^HTTP\/1\.1 422 .*^connection: close\r\n/ims)
  await stopped
  expect(await mock.ended).toBe(0)
})

test('an answer that is held back longer than a mock waits at its end does not hold up its end', async () => {
  const mock = await startMock()
  const { socket } = await open(mock.url)
  socket.write(
    `POST /api/v1/tokens/x/revoke HTTP/1.1\r\nHost: ${new URL(mock.url).host}\r\nPrefer: wait=600\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`,
  )
  await once(socket, 'data')
  socket.write('{}')
  const cut = once(socket, 'close')
  await mock.stop()
  await cut
  expect(await mock.ended).toBe(0)
})

test('a port in use is one sentence and exit code 1', async () => {
  const mock = await startMock()
  const { host, port } = new URL(mock.url)
  expect(await run(['mock', '--port', port])).toEqual({
    code: 1,
    stdout: '',
    stderr: `error: Another program listens on ${host}. Stop it, or choose another port with --port (0 takes a free one).\n`,
  })
  await mock.stop()
})

test('a contract that changes is served anew, to the same tokens; one that is broken is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mock-'))
  const file = join(folder, 'openapi.json')
  const given = await readFile(new URL('../contract/openapi.json', import.meta.url), 'utf8')
  await writeFile(file, given)
  const mock = await startMock(['--contract', file, '--watch'])
  const { tokens } = (await (await fetch(`${mock.url}/_mock/tokens`)).json()) as { tokens: readonly { id: string; secret: string }[] }
  const [manager, token, other] = tokens
  const revoke = async (version: string, id = '', secret = ''): Promise<number> => {
    const headers = { authorization: `Bearer ${secret}` }
    return (await fetch(`${mock.url}/api/${version}/tokens/${id}/revoke`, { method: 'POST', headers })).status
  }
  expect(await revoke('v1', token?.id, manager?.secret)).toBe(201)

  await writeFile(file, given.replaceAll('/api/v1/', '/api/v2/'))
  await mock.heard(/has changed, and is served from now on\.\n/)
  expect(await revoke('v2', other?.id, token?.secret)).toBe(401)
  expect(await revoke('v1', other?.id, manager?.secret)).toBe(404)

  await writeFile(file, '{\n"openapi": }')
  const [sentence] = await mock.heard(/^.*The contract before it is still served\.\n/m)
  expect(sentence).toMatch(/^\S+openapi\.json:2: is not JSON \(.*\)\. Correct the file\. The contract/)
  expect(await revoke('v2', other?.id, manager?.secret)).toBe(201)
  await mock.stop()
  expect(await mock.ended).toBe(0)
  await rm(folder, { recursive: true })
})

test('there must be a file to watch', async () => {
  expect(await run(['mock', '--watch'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: There is no file to watch. Give one with --contract.\n',
  })
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
