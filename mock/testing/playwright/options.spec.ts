import { revokePath } from '../../../contract/index.ts'
import { expect, test } from '../../playwright.ts'

test.use({ mockOptions: { faults: ['ok-instead-of-created'] } })

test('the mock is started with the options of the file', async ({ mock, request }) => {
  const { manager, revocable } = mock.tokens
  const headers = { authorization: `Bearer ${manager.secret}` }
  expect((await request.post(revokePath(revocable[0].id, mock.url), { headers })).status()).toBe(200)
})
