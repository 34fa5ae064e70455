// `npm run screenshots`: makes the pictures of the README from real runs, each in both colour schemes.
import { chromium } from 'playwright-core'
import { consolePictures } from './console.mjs'
import { failedRun, failurePictures } from './failure.mjs'

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  // Without a sandbox: CI runs as root.
  chromiumSandbox: false,
})
try {
  const failed = await failedRun()
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await consolePictures(browser, colorScheme)
    await failurePictures(browser, colorScheme, failed)
  }
  await failed.forget()
} finally {
  await browser.close()
}
