import { describe, expect, test } from 'vitest'
import { setup } from '../testing/setup.ts'
import type { Bench } from '../testing/setup.ts'
import type { Reply } from '../testing/wire.ts'
import { denialOf } from './access.ts'

/** Asks for the tokens by a name, with these lines. */
async function asked({ wire }: Bench, host: string, ...lines: string[]): Promise<Reply> {
  const open = await wire()
  return open.exchange([`GET /_mock/tokens HTTP/1.1`, `Host: ${host}`, ...lines, '', ''].join('\r\n'))
}

describe('a mock is controlled by the names of its own machine only, so that no page can rebind its own', () => {
  test.each(['localhost', 'LOCALHOST:4010', 'mock.localhost:80', '127.0.0.1', '127.8.8.8:4010', '[::1]:4010'])('%s', async (host) => {
    expect(await asked(await setup(), host)).toMatchObject({ status: 200 })
  })

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.0.7:4010', ''])('not %j', async (host) => {
    const bench = await setup()
    expect(await asked(bench, host)).toMatchObject({ status: 403, json: { detail: expect.stringContaining('localhost') as string } })
    expect(await asked(bench, host, 'X-Forwarded-Host: localhost')).toMatchObject({ status: 403 })
  })

  test('the contract is served by any name', async () => {
    const bench = await setup()
    const open = await bench.wire()
    expect(await open.exchange('POST /api/v1/tokens/x/revoke HTTP/1.1\r\nHost: api.example\r\n\r\n')).toMatchObject({ status: 401 })
  })
})

describe('a page of another origin controls nothing', () => {
  test.each([
    ['Origin: http://evil.example'],
    ['Origin: null'],
    ['Origin: http://localhost:3000'],
    ['Sec-Fetch-Site: cross-site'],
    ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: cors'],
  ])('%s', async (...lines) => {
    expect(await asked(await setup(), 'localhost:4010', ...lines)).toMatchObject({ status: 403 })
  })

  test.each([
    ['Origin: http://localhost:4010'],
    ['Origin: https://localhost:4010'],
    ['Sec-Fetch-Site: same-origin'],
    ['Sec-Fetch-Site: none'],
    ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate'],
  ])('its own does: %s', async (...lines) => {
    expect(await asked(await setup(), 'localhost:4010', ...lines)).toMatchObject({ status: 200 })
  })
})

describe('another machine', () => {
  const connection = { number: 0, isLocal: false, closed: false }
  const request = { method: 'GET', target: '/_mock/tokens', headers: ['Host', 'localhost'], body: new Uint8Array(0), connection }

  test('controls nothing without a control token, which is to be said', () => {
    const access = { token: undefined, isNetworked: true, host: '0.0.0.0' }
    expect(denialOf(request, access, false)).toMatchObject({ status: 403, body: expect.stringContaining('--control-token') as string })
  })

  test('does with one', () => {
    const access = { token: 'open-sesame', isNetworked: true, host: '0.0.0.0' }
    expect(denialOf(request, access, false)).toMatchObject({ status: 401 })
    const headers = ['Host', 'mock', 'Authorization', 'Bearer open-sesame']
    expect(denialOf({ ...request, headers }, access, false)).toBe(undefined)
  })
})

describe('with a control token', () => {
  test('every request carries it, as a bearer or in the cookie that it is exchanged for', async () => {
    const token = 'p@ss%;word'
    const bench = await setup({ controlToken: token })
    expect(await asked(bench, 'mock:4010')).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
    expect(await asked(bench, 'mock:4010', `Authorization: bearer ${token}`)).toMatchObject({ status: 200 })
    expect(await asked(bench, 'mock:4010', `Authorization: Bearer ${token}x`)).toMatchObject({ status: 401 })
    expect(await bench.send({ path: '/_mock/session', as: null, body: '{"token": "wrong"}' })).toMatchObject({ status: 401 })
    const session = await bench.send({ path: '/_mock/session', as: null, body: JSON.stringify({ token }) })
    expect(session).toMatchObject({
      status: 204,
      headers: { 'set-cookie': expect.stringMatching(/; Path=\/_mock; HttpOnly; SameSite=Strict$/) as string },
    })
    const cookie = session.headers['set-cookie']?.split(';')[0] ?? ''
    expect(await asked(bench, 'mock:4010', `Cookie: other=1; ${cookie}`)).toMatchObject({ status: 200 })
    expect(await asked(bench, 'mock:4010', `Cookie: ${cookie}`, 'Origin: http://evil.example')).toMatchObject({ status: 403 })
    expect(await asked(bench, 'mock:4010', 'Cookie: mock_control=%')).toMatchObject({ status: 401 })
  })

  test('the contract needs none', async () => {
    const { mock, revoke } = await setup({ controlToken: 'open-sesame' })
    expect(await revoke(mock.tokens.revocable[0].id)).toMatchObject({ status: 201 })
  })
})
