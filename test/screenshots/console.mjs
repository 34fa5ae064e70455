// The console of a mock that a page under development has just talked to.
import { startMock } from '../command.mjs'
import { takePicture } from './take-picture.mjs'

/**
 * @param {import('playwright-core').Browser} browser
 * @param {'light' | 'dark'} colorScheme
 */
export async function consolePictures(browser, colorScheme) {
  const mock = await startMock(['--port', '4010'])
  const page = await browser.newPage({ colorScheme, viewport: { width: 1360, height: 800 } })
  try {
    await page.goto(`${mock.url}/_mock/`)
    await page.locator('main[aria-busy=false]').waitFor()
    await talk(mock.url)
    await page.locator('.group', { hasText: 'Latency' }).locator('summary').click()
    await page.getByRole('button', { name: 'range' }).click()
    await page.getByRole('button', { name: /revocable-1 → revocable-2: 401/ }).click()
    await page.getByRole('article').waitFor()
    // The pointer and the focus would show.
    await page.mouse.move(0, 0)
    await page.evaluate('document.activeElement.blur()')
    await takePicture(page, `mock/console/pictures/console-${colorScheme}.webp`)
  } finally {
    await page.close()
    await mock.stop()
  }
}

/**
 * A token is revoked, and refused afterwards; others ask for what they may not have.
 *
 * @param {string} url
 */
async function talk(url) {
  const { tokens } = await (await fetch(`${url}/_mock/tokens`)).json()
  const [manager, first, second, outsider] = tokens
  const nobody = '3f0c1b52-6a55-4e0e-9d7f-2b9e6b0f9a11'
  await revoke(outsider, second.id)
  await revoke(manager, second.id, { reason: 5 })
  await revoke(manager, nobody)
  await revoke(manager, first.id, { reason: 'Laptop lost' })
  await revoke(manager, first.id, { reason: 'Laptop lost' })
  await revoke(first, second.id)

  /**
   * @param {{ secret: string }} caller
   * @param {string} id
   * @param {unknown} [body]
   */
  async function revoke(caller, id, body) {
    await fetch(`${url}/api/v1/tokens/${id}/revoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${caller.secret}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }
}
