import { expect, onTestFinished, test } from 'vitest'
import { startMock } from '../start-mock.ts'
import { inChromium, expectRow, expectSoon, group, revocation, row } from '../testing/console.ts'
import { cuttable } from '../testing/cuttable.ts'

inChromium(({ contextWith, mockWith, opened, openedIn }) => {
  test('two pages of one world stay in step, and a page of another world sees none of it', async () => {
    const { url } = await mockWith()
    const context = await contextWith()
    const [one, two, other] = [await openedIn(context, url), await openedIn(context, url), await openedIn(context, url, '?world=other')]
    await one.getByRole('button', { name: '201: ' }).click()
    await expectRow(two, 'Journal', 'manager-1 → revocable-1')
    await expectRow(two, 'Tokens', /revocable-1\s*revoked/)
    await (await group(one, 'Latency')).getByRole('button', { name: 'fixed' }).click()
    await two.getByRole('button', { name: 'Switched on: latency 300 ms' }).waitFor()
    await two.getByRole('button', { name: 'All off' }).click()
    await expectSoon(() => one.locator('.switched-on').count()).toBe(0)
    expect(await row(other, 'Tokens', 'revoked').count()).toBe(1)
    expect(await row(other, 'Journal', '→').count()).toBe(0)
    await other.getByRole('combobox', { name: 'World' }).selectOption('default')
    await expectRow(other, 'Journal', 'manager-1 → revocable-1')
  })

  test('when the stream was cut it says so, and goes on where it was: nothing twice, nothing lost', async () => {
    const mock = await mockWith()
    const wire = await cuttable(mock.url)
    onTestFinished(() => wire.close())
    const page = await opened(wire.url)
    const revoke = (reason: string): Promise<unknown> => revocation(mock, mock.tokens.revocable[0].id, reason)
    await revoke('before')
    await expectRow(page, 'Journal', /201/)
    wire.cut()
    await page.getByText('Disconnected from the mock.').waitFor()
    await revoke('meanwhile')
    await mock.issue('outsider')
    wire.mend()
    await expectRow(page, 'Tokens', 'outsider-2')
    await expectSoon(() => page.getByText('Disconnected from the mock.').count()).toBe(0)
    await revoke('after')
    await expectSoon(() => row(page, 'Journal', '201').count()).toBe(3)
  })

  test('a page that nobody looks at lets go of its connection, and has missed nothing when it is looked at again', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    const look = (state: 'hidden' | 'visible'): Promise<void> =>
      page.evaluate(`
        Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))`)
    await look('hidden')
    await page.getByText('Paused').waitFor()
    await revocation(mock, mock.tokens.revocable[0].id)
    expect(await row(page, 'Tokens', /revocable-1\s*live/).count()).toBe(1)
    await look('visible')
    await expectRow(page, 'Tokens', /revocable-1\s*revoked/)
    await expectRow(page, 'Journal', 'manager-1 → revocable-1')
  })

  test('begins anew when the mock was started anew', async () => {
    const first = await startMock()
    const page = await opened(first.url)
    await page.getByRole('button', { name: '201: ' }).click()
    await expectRow(page, 'Tokens', /revocable-1\s*revoked/)
    await first.close(0)
    await page.getByText('Disconnected from the mock.').waitFor()
    await mockWith({ port: Number(new URL(first.url).port) })
    await expectRow(page, 'Tokens', /revocable-1\s*live/)
    expect(await row(page, 'Journal', '→').count()).toBe(0)
  })

  test('what another page, or a program, does to worlds and snapshots is seen at once', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    const snapshots = await group(page, 'Snapshots')
    await mock.snapshots.save('by-hand')
    await snapshots.getByRole('button', { name: 'Restore by-hand' }).waitFor()
    await mock.snapshots.forget('by-hand')
    await expectSoon(() => snapshots.getByRole('button').count()).toBe(1)
    const worlds = (): Promise<string[]> => page.getByRole('combobox', { name: 'World' }).getByRole('option').allInnerTexts()
    await mock.world('elsewhere')
    await expectSoon(worlds).toEqual(['default', 'elsewhere'])
    await mock.removeWorld('elsewhere')
    await expectSoon(worlds).toEqual(['default'])
  })

  test('an answer that comes late does not take the place of what was told meanwhile', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    await page.evaluate(`new Promise((resolve) => {
      const other = new EventSource('events')
      other.addEventListener('reload', () => resolve())
      window.told = new Promise((tell) => other.addEventListener('snapshots', () => requestAnimationFrame(() => requestAnimationFrame(() => tell()))))
    })`)
    await page.route('**/_mock/snapshots', async (route) => {
      const response = await route.fetch()
      await mock.snapshots.save('meanwhile')
      await page.evaluate('told')
      await route.fulfill({ response })
    })
    const snapshots = await group(page, 'Snapshots')
    await expectSoon(() => snapshots.getByRole('button', { name: 'Restore meanwhile' }).count()).toBe(1)
  })

  test('a world that is forgotten while a page looks at it says so, and stays forgotten until it is made anew', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url, { query: '?world=other' })
    const gone = page.getByText('The world other has been forgotten.')
    await mock.removeWorld('other')
    await gone.waitFor()
    expect(await mock.worlds()).toEqual(['default'])
    await page.getByRole('button', { name: 'Make it anew' }).click()
    await expectRow(page, 'Tokens', 'manager-1')
    await expectSoon(() => gone.count()).toBe(0)
    expect(await mock.worlds()).toEqual(['default', 'other'])
  })

  test('a world that was forgotten while the stream was cut is not made anew by trying again', async () => {
    const mock = await mockWith()
    const wire = await cuttable(mock.url)
    onTestFinished(() => wire.close())
    const page = await opened(wire.url, { query: '?world=other' })
    wire.cut()
    await page.getByText('Disconnected from the mock.').waitFor()
    await mock.removeWorld('other')
    wire.mend()
    await page.getByText('The world other has been forgotten.').waitFor()
    expect(await mock.worlds()).toEqual(['default'])
    await page.getByRole('button', { name: 'Go to default' }).click()
    await expectRow(page, 'Tokens', 'manager-1')
    expect(await mock.worlds()).toEqual(['default'])
  })
})
