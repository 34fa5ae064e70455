import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { revokePath } from '../contract/index.ts'
import type { MockHandler } from './create-handler.ts'
import { createHandler } from './create-handler.ts'
import { nobody, setup } from './testing/setup.ts'

const origin = 'https://api.dayzero.example'

/** What differs from a revocation by the seeded manager. */
interface Sent {
  readonly as?: string
  readonly body?: string
  readonly signal?: AbortSignal
}

function revocation(mock: MockHandler, id: string, { as = mock.tokens.manager.secret, ...init }: Sent = {}): Request {
  const headers = { authorization: `Bearer ${as}`, 'content-type': 'application/json' }
  return new Request(origin + revokePath(id), { method: 'POST', headers, ...init })
}

test('a token that has been revoked is refused', async () => {
  const mock = createHandler()
  const { manager, revocable } = mock.tokens
  const [target] = revocable
  expect(await mock(revocation(mock, nobody, { as: target.secret }))).toMatchObject({ status: 404 })
  const body = JSON.stringify({ reason: 'Laptop lost' })
  const answer = await mock(revocation(mock, target.id, { body }))
  expect(answer.status).toBe(201)
  expect(await answer.json()).toMatchObject({ data: { id: target.id, revoked_by: manager.email, revocation_reason: 'Laptop lost' } })
  expect(await mock(revocation(mock, nobody, { as: target.secret }))).toMatchObject({ status: 401 })
})

test('it starts with the tokens that the mock over HTTP has for the seed, and issues more', async () => {
  const { mock: served } = await setup({ seed: 7 })
  const mock = createHandler({ seed: 7 })
  expect(mock.tokens).toEqual(served.tokens)
  const [issued] = await mock.issue('revocable')
  expect((await mock(revocation(mock, issued?.id ?? ''))).status).toBe(201)
})

test('a reset brings back the seeded tokens', async () => {
  const mock = createHandler()
  const [target] = mock.tokens.revocable
  await mock(revocation(mock, target.id))
  await mock.reset()
  expect((await mock(revocation(mock, nobody, { as: target.secret }))).status).toBe(404)
})

test('readings and faults are those it was given', async () => {
  const mock = createHandler({ readings: { foreign: '404' }, faults: ['ok-instead-of-created'] })
  const { outsider, revocable } = mock.tokens
  expect((await mock(revocation(mock, revocable[0].id, { as: outsider.secret }))).status).toBe(404)
  expect((await mock(revocation(mock, revocable[0].id))).status).toBe(200)
  expect(() => createHandler({ faults: ['nothing'] })).toThrow(/no fault "nothing"/)
})

test('the control operations are there, for pages of the same origin only', async () => {
  const mock = createHandler()
  const reset = (from: string): Promise<Response> =>
    mock(new Request(`http://127.0.0.1:4010/_mock/reset`, { method: 'POST', headers: { origin: from } }))
  expect((await reset('http://127.0.0.1:4010')).status).toBe(204)
  expect((await reset('https://elsewhere.example')).status).toBe(403)
})

test('a dropped connection rejects with a TypeError, as fetch does', async () => {
  const mock = createHandler({ faults: ['connection-dropped=1'] })
  await expect(mock(revocation(mock, nobody))).rejects.toThrow(TypeError)
})

test('a request that is never answered ends when it is aborted', async () => {
  const mock = createHandler({ faults: ['stuck=1'] })
  const stop = new AbortController()
  const answer = mock(revocation(mock, nobody, { signal: stop.signal }))
  stop.abort(new Error('enough'))
  await expect(answer).rejects.toThrow('enough')
  await expect(mock(revocation(mock, nobody, { signal: stop.signal }))).rejects.toThrow('enough')
})

test('a body larger than 1 MiB is answered 413, and what answers without a body has none', async () => {
  const mock = createHandler()
  expect((await mock(revocation(mock, nobody, { body: 'x'.repeat(1_048_577) }))).status).toBe(413)
  const head = await mock(new Request(`${origin}/_mock/health`, { method: 'HEAD' }))
  expect({ status: head.status, body: await head.text() }).toEqual({ status: 200, body: '' })
})

test('nothing that it imports needs Node', async () => {
  const foreign: string[] = []
  const entry = fileURLToPath(new URL('create-handler.ts', import.meta.url))
  const watch = {
    name: 'watch',
    moduleParsed: ({ id }: { id: string }) => void (/^node:|browser-external/.test(id) && foreign.push(id)),
  }
  await build({ configFile: false, logLevel: 'silent', build: { write: false, lib: { entry, formats: ['es'] } }, plugins: [watch] })
  expect(foreign).toEqual([])
})
