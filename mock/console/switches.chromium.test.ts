import { expect, test } from 'vitest'
import { inConsole, expectRow, expectSoon, group, revocation } from '../testing/console.ts'
import { nobody } from '../testing/setup.ts'

inConsole(({ mockWith, opened }) => {
  test('every switch takes effect, and can be taken back', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    const status = (): Promise<number> => revocation(mock, nobody).then((response) => response.status)

    const forced = await group(page, 'Forced answers')
    await forced.getByLabel('with status').fill('503')
    await forced.getByRole('button', { name: 'Force', exact: true }).click()
    await forced.getByText('1 × 503').waitFor()
    expect(await status()).toBe(503)
    expect(await status()).toBe(404)
    await expectSoon(() => page.locator('.switched-on').count()).toBe(0)

    const faults = await group(page, 'Contract faults')
    await faults.getByLabel('Filter the faults').fill('revoke-is-noop')
    await faults.getByRole('checkbox', { name: 'revoke-is-noop' }).check()
    await page.getByRole('button', { name: /^Switched on: fault revoke-is-noop/ }).waitFor()

    const network = await group(page, 'Network faults')
    await network.getByLabel('reset').fill('100')
    await network.getByLabel('reset').press('Enter')
    await page.getByRole('button', { name: /reset 100 %/ }).waitFor()
    await expect(status()).rejects.toThrow('fetch failed')

    const time = await group(page, 'Time')
    await time.getByRole('button', { name: '100 years' }).click()
    await expectRow(page, 'Tokens', /manager-1\s*expired/)

    const readings = await group(page, 'Readings')
    await readings.getByRole('combobox', { name: 'repeat' }).selectOption('400')
    await page.getByRole('button', { name: /repeat=400/ }).waitFor()

    await page.getByRole('button', { name: 'All off' }).click()
    await expectSoon(() => page.locator('.switched-on').count()).toBe(0)
    await expectRow(page, 'Tokens', /manager-1\s*live/)
    expect(await status()).toBe(404)
  })

  test('a snapshot brings the tokens back', async () => {
    const page = await opened((await mockWith()).url)
    const snapshots = await group(page, 'Snapshots')
    await snapshots.getByLabel('Name of the snapshot').fill('clean')
    await snapshots.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Revoke revocable-1' }).click()
    await expectRow(page, 'Tokens', /revocable-1\s*revoked/)
    await snapshots.getByRole('button', { name: 'Restore clean' }).click()
    await expectRow(page, 'Tokens', /revocable-1\s*live/)
  })

  test('takes over the readings of a report, and says which it could not', async () => {
    const page = await opened((await mockWith()).url)
    const readings = await group(page, 'Readings')
    const report = JSON.stringify({ readings: { repeat: ['404'], 'of-tomorrow': ['1'] } })
    await readings
      .getByLabel(/report\.json/)
      .setInputFiles({ name: 'report.json', mimeType: 'application/json', buffer: Buffer.from(report) })
    await readings.getByText('1 readings were taken.').waitFor()
    expect(await readings.locator('.adopted').innerText()).toContain('of-tomorrow')
  })
})
