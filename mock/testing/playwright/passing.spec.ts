import type { Page } from '@playwright/test'
import { revokePath } from '../../../contract/index.ts'
import type { TestMock } from '../../playwright.ts'
import { expect, test } from '../../playwright.ts'

/** What a page of another origin is answered when it revokes the first revocable token. */
async function revokedBy(page: Page, mock: TestMock, api = ''): Promise<unknown> {
  const { manager, revocable } = mock.tokens
  const request = { url: revokePath(revocable[0].id, api), headers: { authorization: `Bearer ${manager.secret}` } }
  await page.route('http://page.test/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>A page</title>' }))
  await page.goto('http://page.test/')
  return page.evaluate(`fetch(${JSON.stringify(request.url)}, { method: 'POST', headers: ${JSON.stringify(request.headers)} })
    .then((answer) => answer.status, (error) => error.name)`)
}

for (const number of [1, 2, 3]) {
  test(`each test has a mock to itself (${number})`, async ({ page, mock }) => {
    expect(await revokedBy(page, mock)).toBe(201)
    expect(await mock.journal.verify({ match: { effect: 'revoked' } })).toBe(1)
  })
}

test('the page may ask the mock by its own address, too', async ({ page, mock, request }) => {
  expect(await revokedBy(page, mock, mock.url)).toBe(201)
  expect(await (await request.get(`${mock.url}/_mock/tokens`)).json()).toMatchObject({ total: 6 })
})

test('what is no request to the API is left alone', async ({ page, mock }) => {
  await page.route('http://page.test/api/v1/tokens', (route) => route.fulfill({ json: [1] }))
  await revokedBy(page, mock)
  expect(await page.evaluate(`fetch('/api/v1/tokens').then((answer) => answer.json())`)).toEqual([1])
})

for (const api of ['http://api.test/backend', 'https://api.test/backend']) {
  test.describe(api, () => {
    test.use({ mockBaseUrl: api })

    test('is where the mock is', async ({ page, mock }) => {
      expect(await revokedBy(page, mock, api)).toBe(201)
    })

    test('is where a connection breaks', async ({ page, mock }) => {
      await mock.answers.force({ answer: { network: 'reset' }, times: 9 })
      expect(await revokedBy(page, mock, api)).toBe('TypeError')
    })
  })
}
