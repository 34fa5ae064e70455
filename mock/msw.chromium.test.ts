import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import type { PreviewServer } from 'vite'
import { build, preview } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { inChromium } from '../test/in-chromium.ts'
import { carriers } from './testing/carriers.ts'
import { plainSequences, plainTable } from './testing/plain-requests.ts'
import type { PlainAnswer, PlainRequest } from './testing/plain-exchange.ts'

inChromium('Mock Service Worker in Chromium', (browser) => {
  let site: PreviewServer
  let outDir: string
  beforeAll(async () => {
    outDir = await mkdtemp(join(tmpdir(), 'msw-page-'))
    const root = fileURLToPath(new URL('testing/msw-page', import.meta.url))
    await build({ configFile: false, logLevel: 'silent', root, build: { outDir, target: 'es2023' } })
    await copyFile(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'), join(outDir, 'mockServiceWorker.js'))
    site = await preview({ configFile: false, logLevel: 'silent', root, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
  })
  afterAll(async () => {
    await site.close()
    await rm(outDir, { recursive: true })
  })

  /** The page, in a browser that has not seen it before. */
  async function opened(): Promise<Page> {
    const context = await browser().newContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(site.resolvedUrls?.local[0] ?? '')
    await page.getByText('ready').waitFor()
    return page
  }

  test('a page revokes a token, and is refused with it afterwards', async () => {
    const page = await opened()
    const said = page.locator('output')
    const press = (name: string): Promise<void> => page.getByRole('button', { name }).click()
    await press('Use the token')
    await expect.poll(() => said.textContent()).toBe('403 Not enough permissions')
    await press('Revoke it')
    await expect.poll(() => said.textContent()).toBe('201 revoked')
    await press('Use the token')
    await expect.poll(() => said.textContent()).toBe('401 Token has been revoked')
  })

  test('the page steers the mock that answers it: answers, state, time, worlds, and what the journal shows', async () => {
    const page = await opened()
    const said = page.locator('output')
    const press = (name: string): Promise<void> => page.getByRole('button', { name }).click()
    await page.evaluate(`mock.snapshots.save('begin').then(() => mock.answers.force({ answer: { status: 503 } }))`)
    await press('Revoke it')
    await expect.poll(() => said.textContent()).toBe('503 Service Unavailable')
    const waited = page.evaluate(`mock.journal.wait({ match: { effect: 'revoked' } }).then(({ target }) => target.name)`)
    await press('Revoke it')
    expect(await waited).toBe('revocable-1')
    await page.evaluate(`mock.snapshots.restore('begin')`)
    await press('Use the token')
    await expect.poll(() => said.textContent()).toBe('403 Not enough permissions')
    await page.evaluate(`mock.time.set({ now: '2199-12-31T00:00:00Z', frozen: true })`)
    await press('Use the token')
    await expect.poll(() => said.textContent()).toBe('401 Token has expired')
    expect(await page.evaluate(`mock.journal.verify({ match: { target: 'revocable-1' }, times: 2 })`)).toBe(2)
    expect(await page.evaluate(`mock.world('other').then((world) => world.find('revocable-1')).then(({ state }) => state)`)).toBe('live')
    expect(await page.evaluate('mock.worlds()')).toEqual(['default', 'other'])
  })

  test('whatever is sent is answered as over HTTP', async () => {
    const page = await opened()
    const generated = fc.sample(plainSequences, { numRuns: 25, seed: 1 })
    for (const sequence of [...Object.values(plainTable), ...generated].map(sendable)) {
      const { http } = await carriers()
      const expected: PlainAnswer[] = []
      for (const request of sequence) expected.push(await http(request))
      const answers = await page.evaluate(`answersTo(${JSON.stringify(sequence)})`)
      expect(answers).toEqual(expected)
    }
  })
})

/** A browser sets `Origin` itself, and no page may. */
function sendable(sequence: readonly PlainRequest[]): PlainRequest[] {
  return sequence.map((request) => ({
    ...request,
    headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => name !== 'origin')),
  }))
}
