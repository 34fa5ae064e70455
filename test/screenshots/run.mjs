// `npm run screenshots`: makes the pictures of the README from real runs, each in both colour schemes.
import { chromium } from 'playwright-core'
import { consolePictures } from './console.mjs'

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  // Without a sandbox: CI runs as root.
  chromiumSandbox: false,
})
try {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) await consolePictures(browser, colorScheme)
} finally {
  await browser.close()
}
