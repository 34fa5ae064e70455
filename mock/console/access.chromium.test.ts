import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { inConsole, expectRow, revocation } from '../testing/console.ts'
import { nobody } from '../testing/setup.ts'

inConsole(({ contextWith, mockWith, opened }) => {
  test('can be walked with the keyboard alone', async () => {
    const page = await opened((await mockWith()).url)
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.textContent')
    await page.getByRole('button', { name: 'manager-1', exact: true }).focus()
    await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('revocable-1')
    await page.keyboard.press('End')
    expect(await focused()).toBe('revocable-3')
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: 'Details of revocable-3' }).waitFor()
    await page.keyboard.press('ArrowUp')
    await page.getByRole('article', { name: 'Details of expired-1' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('article').count()).toBe(0)
    expect(await focused()).toBe('expired-1')
    await page.keyboard.press('?')
    await page
      .getByRole('dialog', { name: 'Keys' })
      .getByLabel(/^Single keys/)
      .uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await page.evaluate('document.activeElement.id')).not.toBe('journal-filter')
  })

  test('asks for the control token of a guarded mock', async () => {
    const { url } = await mockWith({ controlToken: 'open-sesame' })
    const page = await (await contextWith()).newPage()
    await page.goto(`${url}/_mock/`)
    await page.getByLabel('Control token').fill('open-sesame')
    expect(await page.getByText('Disconnected from the mock.').count()).toBe(0)
    await page.getByRole('button', { name: 'Open the console' }).click()
    await expectRow(page, 'Tokens', 'manager-1')
  })

  test('has no violation of accessibility, whatever is unfolded', async () => {
    const mock = await mockWith({ faults: ['grace-period'] })
    const page = await opened(mock.url, { reducedMotion: 'reduce' })
    await unfoldAll(page)
    expect(await violationsOn(page)).toEqual([])
  })

  test('nor has a dialog, the sign-in, or a forgotten world', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url, { query: '?world=other', reducedMotion: 'reduce' })
    for (const [button, dialog] of [
      ['Keys', 'Keys'],
      ['Reset…', 'Reset this world'],
    ] as const) {
      await page.getByRole('button', { name: button, exact: true }).click()
      await page.getByRole('dialog', { name: dialog }).waitFor()
      expect(await violationsOn(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
    await mock.removeWorld('other')
    await page.getByText('The world other has been forgotten.').waitFor()
    expect(await violationsOn(page)).toEqual([])

    const { url } = await mockWith({ controlToken: 'open-sesame' })
    await page.goto(`${url}/_mock/`)
    await page.getByLabel('Control token').waitFor()
    expect(await violationsOn(page)).toEqual([])
  })

  test('has enough contrast in the dark, also when it is disconnected', async () => {
    const mock = await mockWith({ faults: ['grace-period'] })
    const page = await opened(mock.url, { colorScheme: 'dark' })
    await unfoldAll(page)
    expect(await violationsOn(page, ['color-contrast'])).toEqual([])
    await mock.close(0)
    await page.getByText('Disconnected from the mock.').waitFor()
    expect(await violationsOn(page, ['color-contrast'])).toEqual([])
  })

  test('fits a telephone, one part at a time', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url, { viewport: { width: 390, height: 844 } })
    await revocation(mock, nobody)
    for (const pane of ['Journal', 'Switches', 'Tokens']) {
      await page.getByRole('navigation').getByRole('button', { name: pane }).click()
      expect(await violationsOn(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    }
    await page.getByRole('button', { name: 'manager-1', exact: true }).click()
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Close')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('manager-1')
  })
})

/** Shows as much at once as there can be. */
async function unfoldAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: '422: ' }).click()
  await page.getByRole('button', { name: 'Issue' }).click()
  await page.getByRole('button', { name: 'revocable-3', exact: true }).click()
  await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true')
  await page.getByRole('article').nth(1).waitFor()
}

/** axe-core comes in through the debugger, which the page's policy does not stop. */
async function violationsOn(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `axe.run(${rules === undefined ? '' : JSON.stringify({ runOnly: rules })})`,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
