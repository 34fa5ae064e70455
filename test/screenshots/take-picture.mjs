import { writeFile } from 'node:fs/promises'

/**
 * Keeps what a page shows, or a part of it, as WebP, which Chromium makes a third as large as PNG; Playwright has no word for it.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} path In the repository.
 * @param {{ x: number, y: number, width: number, height: number } | null} [area]
 */
export async function takePicture(page, path, area = null) {
  const chromium = await page.context().newCDPSession(page)
  const clip = area === null ? {} : { clip: { ...area, scale: 1 } }
  const { data } = await chromium.send('Page.captureScreenshot', { format: 'webp', quality: 90, ...clip })
  await writeFile(new URL(`../../${path}`, import.meta.url), Buffer.from(data, 'base64'))
}
