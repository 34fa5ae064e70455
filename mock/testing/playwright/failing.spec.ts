import { revokePath } from '../../../contract/index.ts'
import { expect, test } from '../../playwright.ts'

test('a test that fails', async ({ mock, request }) => {
  await request.post(revokePath(mock.tokens.revocable[0].id, mock.url))
  expect(mock.name).toBe('another')
})
