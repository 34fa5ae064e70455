import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import { inChromium } from '../../test/in-chromium.ts'
import type { Mock, MockOptions } from '../mock.ts'
import { startMock } from '../start-mock.ts'

/** Mocks, and pages in a real browser that look at them. */
export interface ConsoleBench {
  /** Starts a mock that is closed when the test ends. */
  readonly mockWith: (options?: MockOptions) => Promise<Mock>
  readonly contextWith: (options?: BrowserContextOptions) => Promise<BrowserContext>
  /** Opens the console of a mock; fails the test when the page breaks its policy or its script throws. */
  readonly opened: (url: string, options?: BrowserContextOptions & { readonly query?: string }) => Promise<Page>
  readonly openedIn: (context: BrowserContext, url: string, query?: string) => Promise<Page>
}

export function inConsole(tests: (bench: ConsoleBench) => void): void {
  inChromium('in Chromium', (browser) => tests(benchIn(browser)))
}

function benchIn(browser: () => Browser): ConsoleBench {
  return {
    async mockWith(options) {
      const mock = await startMock(options)
      onTestFinished(() => mock.close(0))
      return mock
    },
    contextWith,
    openedIn,
    opened: async (url, { query, ...options } = {}) => openedIn(await contextWith(options), url, query),
  }

  async function contextWith(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const permissions = ['clipboard-read', 'clipboard-write']
    const context = await browser().newContext({ viewport: { width: 1440, height: 900 }, permissions, ...options })
    onTestFinished(() => context.close())
    return context
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
}

export function row(page: Page, table: 'Tokens' | 'Journal', words: string | RegExp): Locator {
  return page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: words })
}

export function expectRow(page: Page, table: 'Tokens' | 'Journal', words: string | RegExp): Promise<void> {
  return row(page, table, words).waitFor()
}

/** Unfolds a group of switches. */
export async function group(page: Page, title: string): Promise<Locator> {
  const found = page.locator('.group').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
  await found.locator('summary').click()
  return found
}

/** What comes over the stream takes its time on a machine that is busy. */
export function expectSoon<Value>(read: () => Promise<Value>): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(read, { timeout: 20_000 })
}

/** The seeded manager of the default world revokes a token. */
export function revocation({ url, tokens }: Mock, id: string, reason?: string): Promise<Response> {
  return fetch(url + revokePath(id), {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.manager.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ reason: reason ?? null }),
  })
}
