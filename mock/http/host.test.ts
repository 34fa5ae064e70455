import fc from 'fast-check'
import { expect, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import { bytesOf, nobody, setup } from '../testing/setup.ts'

test('every answer names the mock and carries a date', async () => {
  const { revoke } = await setup()
  const { headers } = await revoke(nobody)
  expect(headers['x-mock']).toMatch(/^dayzero-contract\/\d+\.\d+\.\d+/)
  expect(Math.abs(Date.parse(headers['date'] ?? '') - Date.now())).toBeLessThan(2000)
})

test('a body that says it is larger than 1 MiB is refused at once, and the connection ends', async () => {
  const { mock, wire } = await setup()
  const open = await wire()
  const path = revokePath(mock.tokens.revocable[0].id)
  const reply = await open.exchange(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n`)
  expect(reply).toMatchObject({ status: 413, headers: { connection: 'close' }, json: { detail: expect.any(String) as string } })
  await open.closed
})

test('a chunked body is refused as soon as it has passed 1 MiB', async () => {
  const { wire } = await setup()
  const open = await wire()
  open.write(`POST /api/v1/tokens/x/revoke HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`)
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
  for (let sent = 0; sent < 17; sent += 1) open.write(chunk)
  expect(await open.next()).toMatchObject({ status: 413, headers: { connection: 'close' } })
  await open.closed
})

test('a body of exactly 1 MiB is read, also in chunks', async () => {
  const { mock, wire, revoke } = await setup()
  const [first, second] = mock.tokens.revocable
  const body = `{"reason":"${'x'.repeat(1_048_576 - 13)}"}`
  expect(body).toHaveLength(1_048_576)
  expect(await revoke(first.id, { body })).toMatchObject({ status: 201 })
  const open = await wire()
  const head = bytesOf(
    { path: revokePath(second.id), headers: ['Transfer-Encoding: chunked'], type: 'application/json' },
    mock.tokens.manager.secret,
  )
  expect(await open.exchange(Buffer.concat([head, Buffer.from(`100000\r\n${body}\r\n0\r\n\r\n`)]))).toMatchObject({ status: 201 })
})

test('a client that asks before it sends a body is told to go on, or that it is too large', async () => {
  const { mock, wire } = await setup()
  const asks = (length: number): Buffer =>
    bytesOf(
      { path: revokePath(mock.tokens.revocable[0].id), headers: ['Expect: 100-continue', `Content-Length: ${length}`] },
      mock.tokens.manager.secret,
    )
  const open = await wire()
  open.write(asks(2))
  open.write('{}')
  expect(await open.next()).toMatchObject({ status: 201 })
  expect(await (await wire()).exchange(asks(2_000_000))).toMatchObject({ status: 413 })
})

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc', 400],
  ['a method nobody knows', 'REVOKE / HTTP/1.1\r\nHost: x\r\n\r\n', 501],
  ['a control character in a header', 'POST / HTTP/1.1\r\nHost: x\r\nA: \x01\r\n\r\n', 400],
  ['no Host', 'POST / HTTP/1.1\r\n\r\n', 400],
  ['two Hosts', 'POST / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  ['a length and chunks', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
  ['a bad chunk', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n', 400],
  ['headers of 20 kB', `POST / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['a path of 20 kB', `POST /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['an expectation nobody meets', 'POST / HTTP/1.1\r\nHost: x\r\nExpect: a-miracle\r\n\r\n', 417],
  ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n', 405],
])('%s is answered in the shape of the contract', async (_, bytes, status) => {
  const { wire } = await setup()
  const open = await wire()
  expect(await open.exchange(Buffer.from(bytes, 'latin1'))).toMatchObject({
    status,
    headers: { connection: 'close', 'content-type': 'application/json', 'x-mock': expect.any(String) as string },
    json: { detail: expect.any(String) as string },
  })
  await open.closed
})

test('an upgrade that nobody offers is answered as if it had not been asked for', async () => {
  const { revoke } = await setup()
  expect(await revoke(nobody, { headers: ['Connection: Upgrade', 'Upgrade: websocket'] })).toMatchObject({ status: 404 })
})

test('requests sent in one go are answered in order, and broken bytes behind them take no answer away', async () => {
  const { mock, wire } = await setup()
  const { manager, outsider, revocable } = mock.tokens
  const open = await wire()
  const [first, second] = [
    bytesOf({ path: revokePath(revocable[0].id) }, manager.secret),
    bytesOf({ path: revokePath(nobody) }, outsider.secret),
  ]
  open.write(Buffer.concat([first, second, Buffer.from('\0garbage\r\n\r\n')]))
  expect(await open.next()).toMatchObject({ status: 201 })
  expect(await open.next()).toMatchObject({ status: 404 })
  expect(await open.next()).toMatchObject({ status: 400 })
  await open.closed
})

test('a client that goes away in the middle of a request harms nobody', async () => {
  const { mock, wire, revoke, probe } = await setup()
  const [target] = mock.tokens.revocable
  const open = await wire()
  open.write(bytesOf({ path: revokePath(target.id), headers: ['Content-Length: 100'] }, mock.tokens.manager.secret))
  open.close()
  await open.closed
  expect(await probe(target.secret)).toBe('live')
  expect(await revoke(target.id)).toMatchObject({ status: 201 })
})

test('two Authorization lines are refused, in any order and also when both are good', async () => {
  const { mock, revoke } = await setup()
  const { manager, revoked, revocable } = mock.tokens
  for (const [one, two] of [
    [manager, revoked],
    [revoked, manager],
    [manager, manager],
  ] as const) {
    const headers = [`Authorization: Bearer ${one.secret}`, `authorization: Bearer ${two.secret}`]
    expect(await revoke(revocable[0].id, { as: null, headers })).toMatchObject({ status: 401 })
  }
})

test('a second Authorization is seen behind any number of headers', async () => {
  const { mock, revoke } = await setup()
  const { manager, revocable } = mock.tokens
  const headers = [...Array.from({ length: 2500 }, () => 'a:'), `Authorization: Bearer ${manager.secret}`]
  expect(await revoke(revocable[0].id, { headers })).toMatchObject({ status: 401 })
})

test('whatever bytes arrive, the mock answers or closes, and goes on', async () => {
  const { mock, wire, probe } = await setup()
  const start = fc.constantFrom(
    '',
    'POST / HTTP/1.1\r\n',
    'POST / HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST %ZZ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n',
  )
  await fc.assert(
    fc.asyncProperty(start, fc.uint8Array({ maxLength: 300 }), async (text, bytes) => {
      const open = await wire()
      open.write(text)
      open.write(bytes)
      open.socket.end()
      await open.closed
    }),
    { numRuns: 100 },
  )
  expect(await probe(mock.tokens.manager.secret)).toBe('live')
})
