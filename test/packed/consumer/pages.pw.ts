// As doors.spec.ts, for the runner of Playwright; it needs no browser where a test asks for no page.
import { expect, test } from 'dayzero-contract/mock/playwright'

test('a mock for each test of Playwright', async ({ mock, request }) => {
  const [token] = mock.tokens.revocable
  const response = await request.post(`${mock.url}/api/v1/tokens/${token?.id}/revoke`, {
    headers: { authorization: `Bearer ${mock.tokens.manager.secret}` },
  })
  expect(response.status()).toBe(201)
})
