import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import axe from 'axe-core'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import { chromiumPath, startChromium } from '../../test/chromium.ts'
import type { Mock, MockOptions } from '../mock.ts'
import { startMock } from '../start-mock.ts'
import { cuttable } from '../testing/cuttable.ts'
import { bytesOf, nobody } from '../testing/setup.ts'

const hostile = `<script>window.owned = true</script><img src=x onerror="window.owned = true">\u202etxt.exe 😀 مرحبا`

// Where no Chromium is installed these cannot run; CI installs one and must not skip them.
describe.skipIf(chromiumPath === undefined && process.env['CI'] === undefined)('the console in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser.close())

  async function mockWith(options: MockOptions = {}): Promise<Mock> {
    const mock = await startMock(options)
    onTestFinished(() => mock.close(0))
    return mock
  }

  async function contextWith(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      ...options,
    })
    onTestFinished(() => context.close())
    return context
  }

  /** Opens the console of a mock; fails the test when the page breaks its policy or its script throws. */
  async function opened(url: string, { query = '', ...options }: BrowserContextOptions & { query?: string } = {}): Promise<Page> {
    const context = await contextWith(options)
    return openedIn(context, url, query)
  }

  async function openedIn(context: BrowserContext, url: string, query = ''): Promise<Page> {
    const page = await context.newPage()
    const complaints: string[] = []
    // Chromium calls each answer of 400 and above an error of the page, and each lost connection.
    page.on(
      'console',
      (message) => message.type() === 'error' && !message.text().startsWith('Failed to load') && complaints.push(message.text()),
    )
    page.on('pageerror', (error) => complaints.push(error.message))
    onTestFinished(() => expect(complaints).toEqual([]))
    await page.goto(`${url}/_mock/${query}`)
    await page.locator('main[aria-busy=false]').waitFor()
    return page
  }

  const row = (page: Page, table: 'Tokens' | 'Journal', words: string | RegExp): Locator =>
    page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: words })

  const expectRow = (page: Page, table: 'Tokens' | 'Journal', words: string | RegExp): Promise<void> => row(page, table, words).waitFor()

  const group = async (page: Page, title: string): Promise<Locator> => {
    const found = page.locator('.group').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    await found.locator('summary').click()
    return found
  }

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

  test('of 10,000 entries it draws those that can be seen, and keeps what is read where it is', async () => {
    const mock = await mockWith()
    await flood(mock, 10_000)
    const page = await opened(mock.url)
    await page.getByRole('heading', { name: 'Journal 10,000' }).waitFor()
    const body = page.getByRole('table', { name: 'Journal' }).locator('.body')
    const drawn = body.getByRole('row')
    expect(await drawn.count()).toBeLessThan(60)
    await scrollTo(body, 10_000_000)
    await body.locator('[aria-rowindex="10001"]').waitFor()
    await scrollTo(body, 5000)
    await body.locator('[aria-rowindex="150"]').waitFor()
    await revocation(mock, mock.tokens.revocable[0].id)
    // One row has come in above, and the view has moved along by its height.
    await expectSoon(() => body.evaluate(({ scrollTop }) => scrollTop)).toBe(5034)
    await page.getByLabel('Filter the journal').fill('revocable-1 201')
    await expectSoon(() => drawn.count()).toBe(1)
  })

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

  test('a request is copied as curl, and sent again by a shell', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    await revocation(mock, mock.tokens.revocable[0].id, `it's "$HOME" \`id\``)
    await row(page, 'Journal', '201').getByRole('button').click()
    await page.getByRole('button', { name: 'Copy the request as curl' }).click()
    const command = await page.evaluate<string>('navigator.clipboard.readText()')
    const { stdout } = await promisify(execFile)('bash', ['-c', command])
    expect(stdout).toContain(JSON.stringify({ reason: `it's "$HOME" \`id\`` }).slice('{"reason":'.length, -1))
  })

  test('shows what a hostile client sent as text', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    await revocation(mock, mock.tokens.revocable[0].id, hostile)
    await fetch(`${mock.url}/api/v1/tokens/${encodeURIComponent(hostile)}/revoke`, {
      method: hostile.slice(1, 7),
      headers: { 'x-note': '<b>' },
    })
    await row(page, 'Journal', '201').getByRole('button').click()
    await page.getByRole('button', { name: 'revocable-1', exact: true }).click()
    for (const article of await page.getByRole('article').all())
      expect(await article.innerText()).toContain('<script>window.owned = true</script>')
    expect(await page.locator('body').innerText()).not.toContain('\u202e')
    expect(await page.evaluate('window.owned')).toBeUndefined()
    expect(await page.locator('main :is(script, img, a)').count()).toBe(0)
  })

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

  test('tells who cannot see it what has come in', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    await revocation(mock, mock.tokens.revocable[0].id)
    await expectSoon(() => page.locator('[aria-live=polite]').textContent()).toMatch(/^manager-1 → revocable-1: 201\. /)
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

/** What comes over the stream takes its time on a machine that is busy. */
function expectSoon<Value>(read: () => Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(read, { timeout: 20_000 })
}

async function scrollTo(locator: Locator, scrollTop: number): Promise<void> {
  await locator.evaluate((element, top) => void Object.assign(element, { scrollTop: top }), scrollTop)
}

/** Shows as much at once as there can be. */
async function unfoldAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: '422: ' }).click()
  await page.getByRole('button', { name: 'Issue' }).click()
  await page.getByRole('button', { name: 'revocable-3', exact: true }).click()
  await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true')
  await page.getByRole('article').nth(1).waitFor()
}

/** Sends so many requests at once over one connection, and waits for their answers. */
async function flood({ url, tokens }: Mock, count: number): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const request = bytesOf({ path: revokePath(nobody) }, tokens.manager.secret).toString('latin1')
  socket.write(request.replace('mock.test', '127.0.0.1').repeat(count))
  let answers = 0
  let rest = ''
  for await (const chunk of socket) {
    const parts = (rest + (chunk as Buffer).toString('latin1')).split('HTTP/1.1 404')
    answers += parts.length - 1
    rest = parts.at(-1)?.slice(-11) ?? ''
    if (answers >= count) break
  }
}

/** The seeded manager of the default world revokes a token. */
function revocation({ url, tokens }: Mock, id: string, reason?: string): Promise<Response> {
  return fetch(url + revokePath(id), {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.manager.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: reason ?? null }),
  })
}

/** axe-core comes in through the debugger, which the page's policy does not stop. */
async function violationsOn(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    `axe.run(${rules === undefined ? '' : JSON.stringify({ runOnly: rules })})`,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}
