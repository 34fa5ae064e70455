import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startHostileTarget } from '../testing/hostile-target.ts'
import type { Hostility } from '../testing/hostile-target.ts'
import { failureOf, item, patience, started } from '../testing/provisioner-setup.ts'
import { selfSigned } from '../testing/self-signed.ts'
import type { ProvisionerErrorCode } from './index.ts'

describe('over HTTP', () => {
  test('tokens are asked for with the given header and handed out', async () => {
    const asked: string[] = []
    const url = await serving(async (request, response) => {
      const body = await textOf(request)
      asked.push(`${request.method} ${request.headers['content-type']} ${String(request.headers['x-key'])} ${body}`)
      const { kind, count } = JSON.parse(body) as { kind: string; count: number }
      response.writeHead(201).end(JSON.stringify({ tokens: Array.from({ length: count }, () => item({ kind })) }))
    })
    const provisioner = started(url, { headers: [['X-Key', 'k']] })
    const tokens = await provisioner.issue('manager', 3)
    expect(tokens.map(({ kind }) => kind)).toEqual(['manager', 'manager', 'manager'])
    expect(asked).toEqual(['POST application/json k {"kind":"manager","count":3}'])
    expect(provisioner.limited).toBe(false)
    expect('remaining' in provisioner && provisioner.remaining !== undefined).toBe(false)
  })

  test.each<[number, ProvisionerErrorCode, string]>([
    [422, 'KIND_UNAVAILABLE', 'expired tokens are not supported'],
    [401, 'REFUSED', '--provisioner-header'],
    [403, 'REFUSED', '--provisioner-header'],
    [404, 'REFUSED', 'is this its address?'],
    [307, 'REFUSED', 'Redirects are not followed'],
    [500, 'FAILED', 'expired tokens are not supported'],
    [503, 'FAILED', '503'],
    [202, 'INVALID_ANSWER', '201 with {"tokens"'],
  ])('%i is told as %s, in its own words, with what to do', async (status, code, words) => {
    const url = await serving((_, response) => {
      response
        .writeHead(status, { Location: '/elsewhere' })
        .end(JSON.stringify({ detail: 'expired tokens are not supported', key: 'sesame-open-sesame' }))
    })
    const error = await failureOf(started(`${url}/tokens?key=sesame-open-sesame`, { headers: [['X-Key', 'sesame-open-sesame']] }))
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) })
    expect(error.message).toContain(`${url}/tokens `)
    expect(error.message).not.toContain('sesame')
  })

  test('never rests on a connection that the other side may have closed meanwhile', async () => {
    const fields: (string | undefined)[] = []
    const url = await serving((request, response) => {
      fields.push(request.headers.connection)
      response.writeHead(201).end(JSON.stringify({ tokens: [item({ kind: 'manager' })] }))
    })
    const provisioner = started(url)
    await provisioner.issue('manager', 1)
    await provisioner.issue('manager', 1)
    expect(fields).toEqual(['close', 'close'])
  })

  test('trusts the authority it is given, and no other', async () => {
    const { cert, key } = selfSigned()
    const server = createSecureServer({ cert, key }, (_, response) =>
      response.writeHead(201).end(JSON.stringify({ tokens: [item({ kind: 'manager' })] })),
    )
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
    await expect(started(url, { ca: cert }).issue('manager', 1)).resolves.toHaveLength(1)
    await expect(started(url).issue('manager', 1)).rejects.toMatchObject({ code: 'UNREACHABLE' })
  })

  test('a wait that is asked for is waited, once it is short enough', async () => {
    let turn = 0
    const url = await serving((_, response) => {
      turn += 1
      if (turn === 1) response.writeHead(429, { 'Retry-After': '0' }).end()
      else if (turn === 2) response.writeHead(503, { 'Retry-After': new Date(Date.now() - 1_000).toUTCString() }).end()
      else if (turn === 3) response.writeHead(201).end(JSON.stringify({ tokens: [item()] }))
      else response.writeHead(429, { 'Retry-After': '3600' }).end()
    })
    const provisioner = started(url)
    expect(await provisioner.issue('revocable', 1)).toHaveLength(1)
    expect((await failureOf(provisioner)).code).toBe('FAILED')
  })

  test.each<[Hostility, ProvisionerErrorCode]>([
    ['never answering', 'TIMEOUT'],
    ['one byte at a time', 'TIMEOUT'],
    ['endless body', 'INVALID_ANSWER'],
    ['reset before the head', 'UNREACHABLE'],
    ['half-closed', 'UNREACHABLE'],
    ['noise', 'UNREACHABLE'],
    ['HTTP/0.9', 'UNREACHABLE'],
    ['invalid UTF-8', 'INVALID_ANSWER'],
    ['redirect elsewhere', 'REFUSED'],
  ])('a server that does this ends in an error, and in time: %s', async (hostility, code) => {
    const hostile = await startHostileTarget(hostility)
    onTestFinished(() => hostile.close())
    expect((await failureOf(started(hostile.url, patience(code, 500)))).code).toBe(code)
  })

  test('one that is not there is named', async () => {
    const error = await failureOf(started('http://127.0.0.1:1/tokens'))
    expect(error).toMatchObject({ code: 'UNREACHABLE', message: expect.stringMatching(/http:\/\/127\.0\.0\.1:1\/tokens .*ECONNREFUSED/) })
  })

  test('a header that cannot be sent is a matter of the command line', async () => {
    const url = await serving((_, response) => void response.end())
    expect(await failureOf(started(url, { headers: [['X-Key', 'a\nb']] }))).toMatchObject({
      code: 'BAD_SPEC',
      message: expect.stringContaining('--provisioner-header'),
    })
  })
})

async function serving(handle: (request: IncomingMessage, response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
