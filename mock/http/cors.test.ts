import { expect, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import { nobody, setup } from '../testing/setup.ts'

const origin = 'Origin: http://localhost:5173'

test('a preflight is answered for any origin, without credentials', async () => {
  const { send } = await setup()
  const reply = await send({
    method: 'OPTIONS',
    path: revokePath(nobody),
    as: null,
    headers: [origin, 'Access-Control-Request-Method: POST', 'Access-Control-Request-Headers: authorization,content-type'],
  })
  expect(reply).toMatchObject({
    status: 204,
    headers: {
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization,content-type',
      vary: 'origin',
    },
  })
})

test('a page may read every answer and its headers, errors included', async () => {
  const { revoke } = await setup()
  for (const as of [null, undefined]) {
    const { headers } = await revoke(nobody, { headers: [origin], ...(as === null ? { as } : {}) })
    expect(headers).toMatchObject({
      'access-control-allow-origin': 'http://localhost:5173',
      'access-control-expose-headers': expect.stringContaining('www-authenticate') as string,
    })
  }
})

test('who sends no Origin gets no such headers', async () => {
  const { revoke } = await setup()
  expect(Object.keys((await revoke(nobody)).headers).filter((name) => name.startsWith('access-control'))).toEqual([])
})

test('OPTIONS that is no preflight says what is allowed', async () => {
  const { revoke } = await setup()
  expect(await revoke(nobody, { method: 'OPTIONS', as: null })).toMatchObject({ status: 204, headers: { allow: 'POST, OPTIONS' } })
})

test('a page of another origin cannot control the mock', async () => {
  const { mock, send, probe } = await setup()
  const [target] = mock.tokens.revocable
  const reset = { path: '/_mock/reset', as: null }
  await mock.issue('manager')
  expect(await send({ ...reset, headers: [origin] })).toMatchObject({ status: 403 })
  expect(await send({ ...reset, headers: ['Origin: http://localhost'] })).toMatchObject({ status: 204 })
  expect(await probe(target.secret)).toBe('live')
})
