import { expect, test } from 'vitest'
import { nobody, setup } from '../testing/setup.ts'

test('a manager revokes a token, and the answer says so', async () => {
  const { mock, revoke } = await setup()
  const [target] = mock.tokens.revocable
  const before = Date.now()
  const reply = await revoke(target.id, { body: '{"reason": "Laptop lost"}' })
  expect(reply).toMatchObject({
    status: 201,
    headers: { 'content-type': 'application/json' },
    json: {
      success: true,
      data: {
        id: target.id,
        jti: target.jti,
        name: target.name,
        revoked_by: mock.tokens.manager.email,
        revocation_reason: 'Laptop lost',
      },
    },
  })
  const { revoked_at: at } = (reply.json as { data: { revoked_at: string } }).data
  expect(Date.parse(at)).toBeGreaterThanOrEqual(before)
  expect(Date.parse(at)).toBeLessThanOrEqual(Date.now())
})

test('a revoked token is rejected from then on, on open connections and new ones', async () => {
  const { mock, revoke, probe, wire } = await setup()
  const [target, other] = mock.tokens.revocable
  const open = await wire()
  expect(await probe(target.secret, open)).toBe('live')
  expect(await revoke(target.id)).toMatchObject({ status: 201 })
  expect(await probe(target.secret, open)).toBe('dead')
  expect(await probe(target.secret)).toBe('dead')
  expect(await probe(other.secret)).toBe('live')
})

test('a second revocation repeats the first record', async () => {
  const { mock, revoke } = await setup()
  const [target] = mock.tokens.revocable
  const [manager] = await mock.issue('manager')
  const first = await revoke(target.id, { body: '{"reason": "first"}' })
  const second = await revoke(target.id, { body: '{"reason": "second"}', as: manager?.secret ?? '' })
  expect(second).toMatchObject({ status: 201, json: first.json })
})

test.each([
  ['no credential', { as: null }],
  ['another scheme', { as: null, headers: ['Authorization: Basic ZHo6eA=='] }],
  ['an empty header', { as: null, headers: ['Authorization: '] }],
  ['the scheme alone', { as: null, headers: ['Authorization: Bearer'] }],
  ['two tokens', { as: 'dz_x dz_y' }],
  ['an unknown token', { as: 'dz_unknown' }],
  ['non-ASCII bytes', { as: 'dz_\xff\xfe' }],
])('%s is answered 401 with a challenge', async (_, sent) => {
  const { mock, revoke } = await setup()
  expect(await revoke(mock.tokens.revocable[0].id, sent)).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': 'Bearer', 'content-type': 'application/json' },
    json: { detail: expect.any(String) as string },
  })
})

test('the answers come in their order: 401, 422, 404, 403', async () => {
  const { mock, revoke } = await setup()
  const { expired, revoked, outsider, revocable } = mock.tokens
  const [target] = revocable
  const bad = { body: '{"reason": 5}' }
  for (const as of [null, 'dz_unknown', expired.secret, revoked.secret]) {
    expect(await revoke(target.id, { as, ...bad })).toMatchObject({ status: 401 })
    expect(await revoke(nobody, { as })).toMatchObject({ status: 401 })
  }
  expect(await revoke(nobody, bad)).toMatchObject({ status: 422 })
  expect(await revoke(target.id, { as: outsider.secret, ...bad })).toMatchObject({ status: 422 })
  expect(await revoke(nobody, { as: outsider.secret })).toMatchObject({ status: 404, json: { detail: 'Resource not found' } })
  expect(await revoke('not-a-uuid')).toMatchObject({ status: 404 })
  expect(await revoke(target.id, { as: outsider.secret })).toMatchObject({ status: 403, json: { detail: 'Not enough permissions' } })
  expect(await revoke(revoked.id, { as: outsider.secret })).toMatchObject({ status: 403 })
  expect(await revoke(target.id, { as: target.secret })).toMatchObject({ status: 201 })
})

test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'TRACE'])('%s is answered 405 with Allow, and changes nothing', async (method) => {
  const { mock, revoke, probe } = await setup()
  const [target] = mock.tokens.revocable
  const reply = await revoke(target.id, { method })
  expect(reply).toMatchObject({ status: 405, headers: { allow: 'POST, OPTIONS' } })
  expect(reply.body).toBe(method === 'HEAD' ? '' : '{"detail":"Method Not Allowed"}')
  expect(await probe(target.secret)).toBe('live')
})

test('every spelling of a UUID names the same token', async () => {
  const { mock, revoke, probe } = await setup()
  const { manager } = mock.tokens
  for (const spell of [
    (id: string) => id.toUpperCase(),
    (id: string) => `%7B${id}%7D`,
    (id: string) => id.replaceAll('-', ''),
    (id: string) => id.replace('a', '%61'),
  ]) {
    const [target] = await mock.issue('revocable')
    const reply = await revoke('', { path: `/api/v1/tokens/${spell(target?.id ?? '')}/revoke`, as: manager.secret })
    expect(reply).toMatchObject({ status: 201, json: { data: { id: target?.id } } })
    expect(await probe(target?.secret ?? '')).toBe('dead')
  }
})

test.each([
  ['another path', '/api/v1/tokens', 404],
  ['a trailing slash', `/api/v1/tokens/${nobody}/revoke/`, 404],
  ['a double slash', `//api/v1/tokens/${nobody}/revoke`, 404],
  ['an empty id', '/api/v1/tokens//revoke', 404],
  ['a broken encoding', '/api/v1/tokens/%ZZ/revoke', 404],
  ['an encoding of bytes that are no UTF-8', '/api/v1/tokens/%ff/revoke', 404],
  ['an encoded slash', '/api/v1/tokens/a%2Fb/revoke', 404],
  ['traversal', '/api/v1/tokens/../tokens/x/revoke', 404],
  ['a query', `/api/v1/tokens/${nobody}/revoke?token_id=1&%ZZ`, 404],
  ['an asterisk', '*', 404],
])('%s is answered, not crashed over', async (_, path, status) => {
  const { send } = await setup()
  expect(await send({ path })).toMatchObject({ status, json: { detail: expect.any(String) as string } })
})

test('absolute form and encoded letters of the path lead to the same place', async () => {
  const { mock, send } = await setup()
  const [first, second] = mock.tokens.revocable
  expect(await send({ path: `http://mock.test/api/v1/tokens/${first.id}/revoke` })).toMatchObject({ status: 201 })
  expect(await send({ path: `/api/v1/%74okens/${second.id}/%72evoke` })).toMatchObject({ status: 201 })
})
