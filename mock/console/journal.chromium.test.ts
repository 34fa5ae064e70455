import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { promisify } from 'node:util'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { revokePath } from '../../contract/index.ts'
import type { Mock } from '../mock.ts'
import { inConsole, expectSoon, revocation, row } from '../testing/console.ts'
import { bytesOf, nobody } from '../testing/setup.ts'

const hostile = `<script>window.owned = true</script><img src=x onerror="window.owned = true">\u202etxt.exe 😀 مرحبا`

inConsole(({ mockWith, opened }) => {
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
    await page.getByRole('heading', { name: 'Journal 1 of 10,000' }).waitFor()
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

  test('a text is copied where the page is no secure context, too', async () => {
    const page = await opened((await mockWith()).url)
    const copy = page.getByRole('button', { name: 'Copy the address of the mock' })
    await page.evaluate(`Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })`)
    await copy.click()
    await expectSoon(() => copy.innerText()).toBe('Copied')
    expect(await page.evaluate('delete navigator.clipboard, navigator.clipboard.readText()')).toBe(new URL(page.url()).origin)
    await page.evaluate(`
      Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
      document.execCommand = () => false`)
    await copy.click()
    await page.getByRole('alert').getByText('The browser does not let this page copy.').waitFor()
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

  test('tells who cannot see it what has come in', async () => {
    const mock = await mockWith()
    const page = await opened(mock.url)
    await revocation(mock, mock.tokens.revocable[0].id)
    await expectSoon(() => page.locator('[aria-live=polite]').textContent()).toMatch(/^manager-1 → revocable-1: 201\. /)
  })
})

async function scrollTo(locator: Locator, scrollTop: number): Promise<void> {
  await locator.evaluate((element, top) => void Object.assign(element, { scrollTop: top }), scrollTop)
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
