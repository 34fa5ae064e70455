import { expect, test } from 'vitest'
import { inChromium, expectRow } from '../testing/console.ts'

inChromium(({ mockWith, opened }) => {
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
