import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Bench } from '../testing/setup.ts'
import { nobody, setup } from '../testing/setup.ts'

const contract = fileURLToPath(new URL('../testing/larger-contract.json', import.meta.url))
const larger = (): Promise<Bench> => setup({ contract })

test('every further operation is answered with what the document says', async () => {
  const { send } = await larger()
  expect(await send({ method: 'GET', path: '/api/v1/tokens' })).toMatchObject({ status: 200, json: { tokens: [{ id: '1' }] } })
  expect(await send({ method: 'GET', path: '/api/v1/tokens/current' })).toMatchObject({ status: 200, json: { id: 'me' } })
  expect(await send({ method: 'PUT', path: '/api/v1/tokens/%ZZ', body: '{"name": "x"}' })).toMatchObject({ status: 200 })
  expect(await send({ method: 'GET', path: '/status', as: null })).toMatchObject({ status: 200, body: 'up' })
})

test('every secured operation rejects missing, unknown, expired and revoked tokens', async () => {
  const { mock, send, revoke } = await larger()
  const { expired, revoked, revocable, outsider } = mock.tokens
  const [target] = revocable
  const uses = (as: string | null): Promise<number[]> =>
    Promise.all(
      [
        { method: 'GET', path: '/api/v1/tokens', as },
        { method: 'GET', path: '/report', as },
        { method: 'PUT', path: `/api/v1/tokens/${nobody}`, as, body: '{"name": "x"}' },
      ].map(async (sent) => (await send(sent)).status),
    )
  expect(await uses(target.secret)).toEqual([200, 200, 200])
  expect(await uses(outsider.secret)).toEqual([200, 200, 200])
  expect(await revoke(target.id, { body: '{"ticket": "T-1"}' })).toMatchObject({ status: 201 })
  for (const as of [null, 'dz_unknown', expired.secret, revoked.secret, target.secret]) expect(await uses(as)).toEqual([401, 401, 401])
  const reply = await send({ method: 'GET', path: '/api/v1/tokens', as: target.secret })
  expect(reply).toMatchObject({ headers: { 'www-authenticate': 'Bearer' }, json: { detail: 'Token has been revoked' } })
})

test('where another credential will do, Prism checks that one', async () => {
  const { mock, send } = await larger()
  const key = { method: 'GET', as: null, headers: ['X-Key: k'] }
  expect(await send({ ...key, path: '/report' })).toMatchObject({ status: 200 })
  expect(await send({ ...key, path: '/metrics' })).toMatchObject({ status: 200 })
  expect(await send({ method: 'GET', path: '/metrics' })).toMatchObject({ status: 401, json: { detail: 'Not authenticated' } })
  const revoked = `Authorization: Bearer ${mock.tokens.revoked.secret}`
  expect(await send({ ...key, path: '/report', headers: ['X-Key: k', revoked] })).toMatchObject({ status: 401 })
})

test('what Prism refuses is told in the shape of the contract', async () => {
  const { send } = await larger()
  const path = '/api/v1/tokens/1'
  expect(await send({ method: 'PUT', path, body: '{"name": 5}' })).toMatchObject({
    status: 422,
    headers: { 'content-type': 'application/json' },
    json: { detail: [{ loc: ['body', 'name'], msg: expect.any(String) as string, type: 'type' }] },
  })
  expect(await send({ method: 'PUT', path, body: '{' })).toMatchObject({ status: 422, json: { detail: [{ loc: ['body'] }] } })
  expect(await send({ method: 'GET', path: '/api/v1/tokens?limit=x' })).toMatchObject({
    status: 422,
    json: { detail: [{ loc: ['query', 'limit'] }] },
  })
  expect(await send({ method: 'DELETE', path: '/api/v1/tokens' })).toMatchObject({ status: 405, headers: { allow: 'GET, OPTIONS' } })
})

test('the revocation follows its own schema of the larger contract, and says where its answer falls short', async () => {
  const { mock, revoke } = await larger()
  const [target] = mock.tokens.revocable
  expect(await revoke(target.id, { body: '{"reason": "x"}' })).toMatchObject({
    status: 422,
    json: { detail: [{ type: 'missing', loc: ['body', 'ticket'], msg: 'Field required', input: { reason: 'x' } }] },
  })
  expect(await revoke(target.id, { body: `{"ticket": "T-1", "reason": "${'x'.repeat(21)}"}` })).toMatchObject({
    status: 422,
    json: { detail: [{ type: 'string_too_long', loc: ['body', 'reason'], ctx: { max_length: 20 } }] },
  })
  expect(await revoke(target.id, { body: '{"ticket": "T-1"}' })).toMatchObject({
    status: 201,
    headers: { 'x-mock-violations': "/data must have required property 'ticket'" },
  })
})

const preferring = (value: string): { headers: string[] } => ({ headers: [`Prefer: ${value}`] })

test.each([
  ['code=404', 404, { detail: 'Resource not found' }],
  ['code=403', 403, { detail: 'Not enough permissions' }],
  ['code=201', 201, { success: true, data: { id: 'string' } }],
  ['code="400"; dynamic=false', 400, { detail: 'Invalid request parameters' }],
  ['code=500', 404, { detail: 'Requested status code 500 is not defined in the document.' }],
  ['dynamic=true', 201, {}],
  ['example=none', 404, {}],
  ['code=abc', 422, { detail: [{ loc: ['header', 'prefer'] }] }],
])('Prefer: %s is answered as Prism would, marked, and changes nothing', async (value, status, json) => {
  const { mock, revoke, probe } = await setup()
  const [target] = mock.tokens.revocable
  expect(await revoke(target.id, preferring(value))).toMatchObject({ status, json, headers: { 'x-mock-forced': 'Prefer' } })
  expect(await probe(target.secret)).toBe('live')
})

test('the query does what Prefer does, an example is chosen by its name, and another preference is none of this', async () => {
  const { mock, send, revoke } = await larger()
  const [target] = mock.tokens.revocable
  const path = `/api/v1/tokens/${target.id}/revoke?__code=404`
  expect(await send({ path })).toMatchObject({ status: 404, headers: { 'x-mock-forced': 'Prefer' } })
  expect(await revoke(target.id, preferring('example=short'))).toMatchObject({ status: 201, json: { data: { id: '1', ticket: 'T-1' } } })
  const minimal = await revoke(nobody, preferring('return=minimal'))
  expect(minimal).toMatchObject({ status: 404 })
  expect(minimal.headers).not.toHaveProperty('x-mock-forced')
})

test('a preference does not let anyone in, nor excuse a bad body', async () => {
  const { revoke } = await setup()
  expect(await revoke(nobody, { as: null, ...preferring('code=201') })).toMatchObject({ status: 401 })
  expect(await revoke(nobody, { body: '5', ...preferring('code=201') })).toMatchObject({ status: 422 })
})

test('dynamic answers differ from request to request, and two mocks with one seed give the same ones', async () => {
  const [one, other] = [await setup({ seed: 7 }), await setup({ seed: 7 })]
  const bodies = async ({ revoke }: Bench): Promise<string[]> => {
    const replies: string[] = []
    for (let count = 0; count < 5; count += 1) replies.push((await revoke(nobody, preferring('dynamic=true'))).body)
    return replies
  }
  const first = await bodies(one)
  expect(new Set(first).size).toBeGreaterThan(1)
  expect(await bodies(other)).toEqual(first)
})
