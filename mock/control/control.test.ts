import { expect, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import type { TokenItem } from '../index.ts'
import { nobody, setup } from '../testing/setup.ts'

interface Tokens {
  readonly tokens: readonly (TokenItem & { readonly state: string })[]
}

const tokens = { path: '/_mock/tokens', as: null }

test.each(['manager', 'revocable', 'outsider', 'expired'])('%s tokens are issued in the shape of the provisioner', async (kind) => {
  const { send } = await setup()
  const reply = await send({ ...tokens, body: JSON.stringify({ kind, count: 3 }) })
  expect(reply.status).toBe(201)
  const issued = (reply.json as Tokens).tokens
  expect(issued).toHaveLength(3)
  expect(new Set(issued.map(({ id }) => id)).size).toBe(3)
  for (const item of issued) {
    expect(item).toMatchObject({
      kind,
      secret: expect.stringMatching(/^dz_[\w-]{43}$/) as string,
      email: expect.stringContaining('@') as string,
    })
  }
})

test('a token can be issued to a given owner', async () => {
  const { send } = await setup()
  const { json } = await send({ ...tokens, body: '{"kind": "revocable", "count": 2, "owner": "zoe"}' })
  expect((json as Tokens).tokens.map(({ owner }) => owner)).toEqual(['zoe', 'zoe'])
})

test.each([
  ['a kind nobody knows', '{"kind": "revoked", "count": 1}'],
  ['no kind', '{"count": 1}'],
  ['no number', '{"kind": "manager", "count": "1"}'],
  ['too many', '{"kind": "manager", "count": 10001}'],
  ['none at all', '{"kind": "manager", "count": 0}'],
  ['no object', '[]'],
  ['no JSON', '{'],
  ['an owner that is no name', '{"kind": "manager", "owner": "a b"}'],
])('%s is refused with 422', async (_, body) => {
  const { send } = await setup()
  expect(await send({ ...tokens, body })).toMatchObject({ status: 422, json: { detail: [{ loc: expect.any(Array) as [] }] } })
})

test('the list shows every state, and the secrets of seeded tokens only', async () => {
  const { mock, revoke, send } = await setup()
  await revoke(mock.tokens.revocable[0].id, { body: '{"reason": "x"}' })
  await mock.issue('outsider')
  const listed = ((await send({ ...tokens, method: 'GET' })).json as Tokens).tokens
  expect(listed.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'manager live',
    'revocable revoked',
    'revocable live',
    'outsider live',
    'expired expired',
    'revocable revoked',
    'outsider live',
  ])
  expect(listed[1]).toMatchObject({
    revoked_by: mock.tokens.manager.email,
    revocation_reason: 'x',
    secret: mock.tokens.revocable[0].secret,
  })
  expect(listed.map(({ secret }) => secret !== undefined)).toEqual([true, true, true, true, true, true, false])
})

test('a reset brings back the seeded tokens and nothing else', async () => {
  const { mock, revoke, send, probe } = await setup()
  const [target] = mock.tokens.revocable
  const [issued] = await mock.issue('revocable')
  await revoke(target.id)
  expect(await send({ path: '/_mock/reset', as: null })).toMatchObject({ status: 204 })
  expect(await probe(target.secret)).toBe('live')
  expect(await probe(issued?.secret ?? '')).toBe('dead')
})

test('health, and what is not there', async () => {
  const { send } = await setup()
  expect(await send({ path: '/_mock/health', method: 'GET' })).toMatchObject({ status: 200, json: { status: 'ok' } })
  expect(await send({ path: '/_mock/nothing', method: 'GET' })).toMatchObject({ status: 404 })
  expect(await send({ path: '/_mock/__proto__', method: 'GET' })).toMatchObject({ status: 404 })
  expect(await send({ path: '/_mock/reset', method: 'GET' })).toMatchObject({ status: 405, headers: { allow: 'POST' } })
  expect(await send({ path: '/_mock/tokens', method: 'DELETE' })).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } })
  expect(await send({ path: revokePath(nobody) })).toMatchObject({ status: 404 })
})
