import { expect, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import { bytesOf, nobody, setup } from '../testing/setup.ts'
import { dataOf } from '../testing/symptoms/symptom.ts'
import { openWire } from '../testing/wire.ts'

test('jitter delays answers, each by another time', async () => {
  const { revoke } = await setup({ environments: ['jitter=40'] })
  const times = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const before = performance.now()
      await revoke(nobody)
      return performance.now() - before
    }),
  )
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(5)
})

test('idle-close ends a connection after five requests, and loses none', async () => {
  const { mock, wire } = await setup({ environments: ['idle-close'] })
  const open = await wire()
  const bytes = bytesOf({ path: revokePath(nobody) }, mock.tokens.manager.secret)
  open.write(Buffer.concat(Array.from({ length: 5 }, () => bytes)))
  const connections: (string | undefined)[] = []
  for (let count = 0; count < 5; count += 1) connections.push((await open.next()).headers['connection'])
  expect(connections).toEqual(['keep-alive', 'keep-alive', 'keep-alive', 'keep-alive', 'close'])
  await open.closed
})

test('idle-close ends a connection that has not been used for a while', async () => {
  const { revoke, wire } = await setup({ environments: ['idle-close=30'] })
  const open = await wire()
  expect(await revoke(nobody, {}, open)).toMatchObject({ status: 404 })
  const before = performance.now()
  await open.closed
  // Node itself would close it after five seconds.
  expect(performance.now() - before).toBeLessThan(4_000)
})

test('rate-limit answers 429 with Retry-After, and changes nothing', async () => {
  const { mock, revoke, probe } = await setup({ environments: ['rate-limit=3'] })
  const [target] = mock.tokens.revocable
  const replies = []
  // Seven cannot fit into the three of one second and the three of the next.
  for (let count = 0; count < 7; count += 1) replies.push(await revoke(nobody))
  const limited = replies.find(({ status }) => status === 429)
  expect(limited).toMatchObject({ headers: { 'retry-after': '1' }, json: { detail: 'Too many requests' } })
  expect(['live', 429]).toContain(await probe(target.secret))
})

test('clock-skew is ahead in revoked_at and in Date alike', async () => {
  const { mock, revoke } = await setup({ environments: ['clock-skew=90000'] })
  const reply = await revoke(mock.tokens.revocable[0].id)
  for (const at of [dataOf(reply)['revoked_at'], reply.headers['date']]) {
    expect(Date.parse(String(at)) - Date.now()).toBeGreaterThan(80_000)
  }
})

test('a gateway refuses a second Authorization line on a page of its own', async () => {
  const { mock, send } = await setup({ environments: ['gateway'] })
  const headers = [`Authorization: Bearer ${mock.tokens.manager.secret}`]
  expect(await send({ path: revokePath(nobody), headers })).toMatchObject({ status: 400, headers: { 'content-type': 'text/html' } })
})

test('a gateway answers what it does not know before anyone is asked who they are', async () => {
  const { revoke, send } = await setup({ environments: ['gateway'] })
  for (const path of [revokePath('no-uuid'), '/elsewhere', `${revokePath(nobody)}/`]) {
    expect(await send({ path, as: null })).toMatchObject({ status: 404, json: { detail: 'no route matched with those values' } })
  }
  expect(await revoke(nobody, { as: null })).toMatchObject({ status: 401 })
  expect(await send({ path: '/_mock/health', method: 'GET' })).toMatchObject({ status: 200 })
})

test('replicas lead to the same tokens, and none of them forgets', async () => {
  const { mock, revoke, probe } = await setup({ environments: ['replicas'] })
  const [target] = mock.tokens.revocable
  expect(mock.replicas).toHaveLength(3)
  expect(mock.replicas[0]).toBe(mock.url)
  const wires = await Promise.all(mock.replicas.map(openWire))
  for (const wire of wires) expect(await probe(target.secret, wire)).toBe('live')
  expect(await revoke(target.id, {}, wires[1])).toMatchObject({ status: 201 })
  for (const wire of wires) expect(await probe(target.secret, wire)).toBe('dead')
  for (const wire of wires) wire.close()
})
