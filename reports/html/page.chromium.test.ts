import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import type { RunResult } from '../../conformance/engine/result.ts'
import type { HistoryEvent } from '../../conformance/history/events.ts'
import { inChromium } from '../../test/in-chromium.ts'
import { history } from '../testing/history.ts'
import { findingWith, passed, requirementWith, resultOf, resultWith } from '../testing/results.ts'
import { pageOf } from './page.ts'

const failed: RunResult = {
  ...resultOf(
    findingWith({ hint: 'A cache may still know the token.' }),
    findingWith({ requirement: 'http/www-authenticate', level: 'should' }),
  ),
  leftovers: [{ alias: 'manager-1', reason: 'it may not revoke itself' }],
  notices: ['The target closes idle connections.'],
}
interface Opening {
  readonly context?: BrowserContextOptions
  readonly events?: readonly HistoryEvent[]
  /** What follows the file's name: query and fragment. */
  readonly address?: string
  /** Whether the page is to complain on its console. */
  readonly complaining?: boolean
}

const hostile = `<script>window.owned = true</script></script></style><img src=x onerror="window.owned = true"><a href="javascript:window.owned = true">x</a>`

inChromium('the page in Chromium', (browser) => {
  /** Opens the page of a run from a file; fails the test when it asks for the network or complains. */
  async function opened(result: RunResult, how: Opening = {}): Promise<Page> {
    const { context: options, events = history, address = '', complaining = false } = how
    const folder = await mkdtemp(join(tmpdir(), 'page-'))
    const context = await browser().newContext(options)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('request', (request) => !request.url().startsWith('file:') && complaints.push(request.url()))
    onTestFinished(async () => {
      await context.close()
      await rm(folder, { recursive: true })
      expect(complaints.length > 0).toBe(complaining)
    })
    const file = join(folder, 'report.html')
    await writeFile(file, pageOf({ result, history: events }))
    await page.goto(pathToFileURL(file).href + address)
    return page
  }

  /** axe-core comes in through the debugger, which the page's policy does not stop. */
  async function violationsOn(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run()')
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { colorScheme: 'light', viewport: { width: 390, height: 800 } }],
  ] as const)('has no violation of accessibility (%s)', async (_, options) => {
    const page = await opened(failed, { context: options })
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true')
    expect(await violationsOn(page)).toEqual([])
  })

  test('never scrolls sideways, not even on a telephone', async () => {
    const page = await opened(failed, { context: { viewport: { width: 390, height: 800 } } })
    await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })

  test('filters by words, verdict and level, and says how many are left', async () => {
    const page = await opened(failed)
    const rows = page.locator('tr[data-verdict]:visible')
    expect(await rows.count()).toBe(2)
    await page.getByLabel('Contains').fill('authenticate')
    expect(await rows.count()).toBe(1)
    expect(await page.locator('output').textContent()).toBe('1 of 2 requirements')
    await page.getByLabel('Contains').fill('')
    await page.getByLabel('Verdict').selectOption('failed')
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('revoked-is-rejected')])
  })

  test('a link to a requirement unfolds it, even where a filter hid it', async () => {
    const page = await opened(failed, { address: '?verdict=passed#finality/revoked-is-rejected' })
    expect(await page.locator('[id="finality/revoked-is-rejected"] blockquote').isVisible()).toBe(true)
  })

  test('copies the curl block', async () => {
    const page = await opened(failed, { context: { permissions: ['clipboard-read', 'clipboard-write'] } })
    await page.getByRole('button', { name: 'Copy' }).first().click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('curl -sS -X POST')
  })

  test('can be walked with the keyboard alone', async () => {
    const page = await opened(failed)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the result')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
  })

  test('shows the answer that broke the promise, with the place marked', async () => {
    const page = await opened(failed)
    await page.getByText('Exchange 7').click()
    expect(await page.locator('.breach .exchange mark').textContent()).toBe('HTTP/1.1 404')
  })

  test('prints every exchange of a failure, unasked', async () => {
    const page = await opened(failed)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate('dispatchEvent(new Event("beforeprint"))')
    expect(await page.getByText('HTTP/1.1 404').isVisible()).toBe(true)
    expect(await page.getByRole('button').count()).toBe(0)
  })

  test('shows what a hostile target sent as text', async () => {
    const finding = findingWith({ got: hostile, requirement: 'finality/revoked-is-rejected' })
    const events = history.map((event) =>
      event.kind === 'exchange' && event.response !== null
        ? { ...event, response: { ...event.response, body: { text: hostile.repeat(1000), length: 1 } } }
        : event,
    )
    const page = await opened({ ...resultOf(finding), headline: hostile, readings: { [hostile]: [hostile] } }, { events })
    expect(await page.evaluate('window.owned')).toBeUndefined()
    expect(await page.locator('.got dd').first().innerText()).toContain(hostile)
    expect(await page.locator('img, main a[href^="javascript"]').count()).toBe(0)
  })

  test('its policy stops a script that came in all the same', async () => {
    const page = await opened(resultWith({ requirements: [requirementWith({ verdict: passed() })] }), { complaining: true })
    const owned = await page.evaluate(`
      new Promise((resolve) => {
        addEventListener('securitypolicyviolation', () => resolve('stopped'))
        const script = document.createElement('script')
        script.textContent = 'window.owned = true'
        document.body.append(script)
        setTimeout(() => resolve(window.owned), 500)
      })`)
    expect(owned).toBe('stopped')
  })
})
