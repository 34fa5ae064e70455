import { expect, test } from 'vitest'
import { createHandler } from '../create-handler.ts'
import { setup } from '../testing/setup.ts'
import { revokePath } from '../../contract/index.ts'

test.each([
  ...['201', '400', '401', '403', '404', '422', '500', '200', 'x', ''].map((code) => `code=${code}`),
  'dynamic=false',
  'dynamic=x',
  'seed=4',
  'example=none',
  'code=404, example=none',
  'example=none; code=201',
])('%s is answered as by Prism', async (prefer) => {
  const { mock, revoke } = await setup()
  const [{ id }] = mock.tokens.revocable
  const { status, body, headers } = await revoke(id, { headers: [`Prefer: ${prefer}`] })
  const authorization = `Bearer ${mock.tokens.manager.secret}`
  const answer = await createHandler()(new Request(mock.url + revokePath(id), { method: 'POST', headers: { authorization, prefer } }))
  expect({ status: answer.status, body: await answer.text() }).toEqual({ status, body })
  expect(answer.headers.get('x-mock-forced')).toBe(headers['x-mock-forced'])
})

test('random bodies are refused with a sentence', async () => {
  const mock = createHandler()
  const authorization = `Bearer ${mock.tokens.manager.secret}`
  const request = new Request('http://mock.test/api/v1/tokens/x/revoke', {
    method: 'POST',
    headers: { authorization, prefer: 'dynamic=true' },
  })
  const answer = await mock(request)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('dynamic=true is answered by the mock over HTTP only')
})
