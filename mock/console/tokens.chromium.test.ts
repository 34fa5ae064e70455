import { expect, test } from 'vitest'
import { inConsole, expectRow, expectSoon, row } from '../testing/console.ts'

inConsole(({ mockWith, opened }) => {
  test('every answer of the contract is one click away, and says why', async () => {
    const page = await opened((await mockWith()).url)
    const details = page.getByRole('article')
    for (const status of [201, 400, 401, 403, 404, 422]) {
      await page.getByRole('button', { name: `${status}: ` }).click()
      await details.getByText(String(status), { exact: true }).waitFor()
      expect(await details.locator('.because').innerText()).not.toBe('')
    }
  })

  test('a token is issued, its secret shown once; it is tried, and then it is seen who revoked it, and why', async () => {
    const page = await opened((await mockWith()).url)
    await page.getByRole('button', { name: 'Issue' }).click()
    await page.getByRole('button', { name: 'Copy the secret of revocable-4' }).click()
    const secret = await page.evaluate('navigator.clipboard.readText()')
    expect(secret).toMatch(/^dz_[\w-]{43}$/)
    await page.getByRole('button', { name: 'Hide' }).click()
    expect(await page.locator('body').innerText()).not.toContain(secret)
    await page.getByLabel('Caller', { exact: true }).selectOption({ label: 'revocable-4' })
    await page.getByLabel('Target', { exact: true }).selectOption({ label: 'revocable-4' })
    await page.getByLabel('Reason', { exact: true }).fill('no longer needed')
    await page.getByRole('button', { name: 'Send' }).click()
    await expectRow(page, 'Tokens', /revocable-4[^]*revoked[^]* by .*@dayzero.example: no longer needed/)
    await page.getByRole('button', { name: 'revocable-4', exact: true }).click()
    expect(await page.getByRole('article', { name: 'Details of revocable-4' }).innerText()).toContain('no longer needed')
  })

  test('the secret of an issued token is in no code once it is hidden', async () => {
    const page = await opened((await mockWith()).url)
    const code = page.getByLabel('The request as curl', { exact: true })
    await page.getByLabel('Kind of token').selectOption('manager')
    await page.getByRole('button', { name: 'Issue' }).click()
    const secret = await page.getByRole('group', { name: 'Just issued' }).locator('code').innerText()
    await page.getByLabel('Caller', { exact: true }).selectOption({ label: 'manager-2' })
    await page.getByRole('button', { name: 'Send' }).click()
    expect(await code.innerText()).toContain(secret)
    await page.getByRole('button', { name: 'Hide' }).click()
    await expectSoon(() => code.innerText()).toContain('Bearer SECRET_OF_manager-2')
    expect(await page.locator('body').innerText()).not.toContain(secret)
  })

  test('what is chosen for a try, and is gone after a reset, is chosen no longer', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    const caller = page.getByLabel('Caller', { exact: true })
    const target = page.getByLabel('Target', { exact: true })
    await page.getByRole('button', { name: 'Issue' }).click()
    await caller.selectOption({ label: 'revocable-4' })
    await target.selectOption({ label: 'revocable-4' })
    await fetch(`${mock.url}/_mock/reset`, { method: 'POST' })
    await expectSoon(() => row(page, 'Tokens', 'revocable-4').count()).toBe(0)
    expect(await page.getByRole('group', { name: 'Just issued' }).count()).toBe(0)
    expect(await caller.inputValue()).toBe(mock.tokens.manager.id)
    expect(await target.inputValue()).toBe(mock.tokens.revocable[0].id)
    await page.getByRole('button', { name: 'Send' }).click()
    await expectRow(page, 'Journal', 'manager-1 → revocable-1')
  })

  test('a token is revoked and expired without a request to the contract', async () => {
    const page = await opened((await mockWith()).url)
    await page.getByRole('button', { name: 'Revoke revocable-1' }).click()
    await expectRow(page, 'Tokens', /revocable-1\s*revoked/)
    await page.getByRole('button', { name: 'revocable-2', exact: true }).click()
    await page.getByRole('button', { name: 'Expire', exact: true }).click()
    await expectRow(page, 'Tokens', /revocable-2\s*expired/)
    expect(await page.getByRole('heading', { name: 'Journal' }).innerText()).toMatch(/0$/)
  })
})
