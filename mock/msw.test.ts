import { setupServer } from 'msw/node'
import { expect, onTestFinished, test } from 'vitest'
import { revokePath } from '../contract/index.ts'
import type { MockHandler } from './create-handler.ts'
import type { MswOptions } from './msw.ts'
import { createHandlers } from './msw.ts'

interface Intercepted {
  readonly mock: MockHandler
  /** What was left alone, as URLs. */
  readonly others: readonly string[]
  readonly revoke: (baseUrl: string, id: string) => Promise<Response>
}

/** Intercepts every request of this process until the test ends. */
function intercepted(options: MswOptions): Intercepted {
  const { handlers, mock } = createHandlers(options)
  const others: string[] = []
  const server = setupServer(...handlers)
  server.listen({
    onUnhandledRequest({ url }) {
      others.push(url)
      throw new Error('Nobody answers this.')
    },
  })
  onTestFinished(() => server.close())
  const headers = { authorization: `Bearer ${mock.tokens.manager.secret}` }
  return { mock, others, revoke: (baseUrl, id) => fetch(revokePath(id, baseUrl), { method: 'POST', headers }) }
}

test('without a baseUrl the paths of the contract are answered on every origin, and no others', async () => {
  const { mock, others, revoke } = intercepted({})
  const [first, second] = mock.tokens.revocable
  expect((await revoke('https://one.example', first.id)).status).toBe(201)
  expect((await revoke('http://two.example:8080', second.id)).status).toBe(201)
  await fetch('https://one.example/api/v1/tokens').catch(() => undefined)
  await fetch(revokePath(first.id, 'https://one.example/backend')).catch(() => undefined)
  expect(others).toEqual(['https://one.example/api/v1/tokens', revokePath(first.id, 'https://one.example/backend')])
})

test('with a baseUrl they are answered below it only, the mock’s own operations, too', async () => {
  const { mock, others, revoke } = intercepted({ baseUrl: 'https://one.example/back.end/' })
  const [first] = mock.tokens.revocable
  expect((await revoke('https://one.example/back.end', first.id)).status).toBe(201)
  expect((await fetch('https://one.example/back.end/_mock/health')).status).toBe(200)
  await revoke('https://one.example/back_end', first.id).catch(() => undefined)
  await revoke('https://two.example/back.end', first.id).catch(() => undefined)
  expect(others).toHaveLength(2)
})

test('a body comes through to a mock below a path', async () => {
  const { mock } = intercepted({ baseUrl: 'https://one.example/api' })
  const headers = { authorization: `Bearer ${mock.tokens.manager.secret}`, 'content-type': 'application/json' }
  const url = revokePath(mock.tokens.revocable[0].id, 'https://one.example/api')
  const answer = await fetch(url, { method: 'POST', headers, body: '{"reason": "Laptop lost"}' })
  expect(await answer.json()).toMatchObject({ data: { revocation_reason: 'Laptop lost' } })
})

test('a reset brings the tokens back, and more can be issued', async () => {
  const { mock, revoke } = intercepted({})
  await revoke('https://one.example', mock.tokens.manager.id)
  expect((await revoke('https://one.example', mock.tokens.manager.id)).status).toBe(401)
  await mock.reset()
  const [issued] = await mock.issue('revocable')
  expect((await revoke('https://one.example', issued?.id ?? '')).status).toBe(201)
})

test('everything that a running mock can be told can be told to it, with no server at all', async () => {
  const { mock, revoke } = intercepted({ state: { issue: { revocable: 1 } }, time: { now: '2026-01-15T09:30:00Z', frozen: true } })
  const [first, second] = mock.tokens.revocable
  const status = (id: string): Promise<number> => revoke('https://one.example', id).then((answer) => answer.status)
  await mock.snapshots.save('begin')
  await mock.answers.force({ match: { target: 'revocable-1' }, answer: { status: 503 } })
  expect(await status(first.id)).toBe(503)
  mock.switches.set({ readings: { repeat: '400' } })
  const waited = mock.journal.wait({ match: { effect: 'revoked', caller: 'manager-1' } })
  expect(await status(first.id)).toBe(201)
  expect(await waited).toMatchObject({ target: { name: 'revocable-1' }, at: '2026-01-15T09:30:00.000Z' })
  expect(await status(first.id)).toBe(400)
  expect(await mock.journal.verify({ match: { target: 'revocable-1' }, times: 3 })).toBe(3)
  await expect(mock.journal.verify({ match: { target: 'revocable-2' } })).rejects.toThrow('Expected at least 1 request')
  await mock.snapshots.restore('begin')
  expect(await mock.find('revocable-1')).toMatchObject({ state: 'live' })
  mock.time.advance(3_155_760_000_000)
  expect(await status(second.id)).toBe(401)
  const other = await mock.world('other')
  expect(await other.find('manager-1')).toMatchObject({ state: 'live' })
  await mock.removeWorld('other')
  expect(await mock.worlds()).toEqual(['default'])
})

test('what happens is told to whoever listens, without a server, too', async () => {
  const { mock, revoke } = intercepted({})
  const events = mock.events()[Symbol.asyncIterator]()
  expect((await events.next()).value).toMatchObject([{ event: 'reload' }])
  await revoke('https://one.example', mock.tokens.revocable[0].id)
  expect((await events.next()).value).toMatchObject([{ event: 'token' }, { event: 'journal', data: { answer: { status: 201 } } }])
  await events.return?.()
})

test('a dropped connection is a network error', async () => {
  const { revoke } = intercepted({ faults: ['connection-dropped=1'] })
  await expect(revoke('https://one.example', 'x')).rejects.toThrow(TypeError)
})

test('a baseUrl that is none is refused with a sentence', () => {
  expect(() => createHandlers({ baseUrl: 'api.example.com' })).toThrow(
    '"api.example.com" is no URL. Give the baseUrl of the API with its scheme, such as https://api.example.com.',
  )
})
