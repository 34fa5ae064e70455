import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumPath, startChromium } from './chromium.ts'

const isMissing = chromiumPath === undefined && process.env['CI'] === undefined

/** Where no Chromium is installed these tests cannot run; CI installs one and must not skip them. */
// oxlint-disable-next-line vitest/valid-describe-callback, vitest/valid-title -- whoever calls it gives them
export const whereChromiumIs: ReturnType<typeof describe.skipIf> = describe.skipIf(isMissing)

/** Tests that share one browser, which is there once they run. */
export function inChromium(name: string, tests: (browser: () => Browser) => void, args: string[] = []): void {
  whereChromiumIs(name, () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await startChromium(args)
    })
    afterAll(() => browser.close())
    tests(() => browser)
  })
}
