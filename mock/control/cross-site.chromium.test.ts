import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { inChromium } from '../../test/in-chromium.ts'
import type { MockOptions } from '../mock.ts'
import { startMock } from '../start-mock.ts'

/** A page of somebody else, which knows where the mock is and tries what a browser lets it. */
const attacks = (mock: string): string => `
  window.at = '${mock}/_mock/'
  const post = (path, how = {}) => fetch(at + path, { method: 'POST', body: '{}', ...how }).then(({ status, type }) => type + ' ' + status, String)
  const heard = (url) => new Promise((resolve) => {
    const source = new EventSource(url)
    source.addEventListener('error', () => resolve('nothing'))
    source.addEventListener('reload', () => resolve('something'))
  })
  const script = (src) => new Promise((resolve) => {
    document.body.append(Object.assign(document.createElement('script'), { src, onload: () => resolve('loaded'), onerror: () => resolve('refused') }))
  })
  window.attack = async () => [
    await post('reset'),
    await post('reset', { mode: 'no-cors' }),
    await post('tokens/revocable-1/revoke', { mode: 'no-cors', headers: { 'content-type': 'text/plain' } }),
    await post('reset', { headers: { 'x-mock-world': 'default' } }),
    navigator.sendBeacon(at + 'reset', '{}'),
    await fetch(at + 'tokens').then((answer) => answer.text(), String),
    await fetch(at + 'worlds/other', { method: 'DELETE' }).then(({ status }) => status, String),
    await heard(at + 'events'),
    await script(at + 'tokens'),
  ]
  window.submit = (target) => {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: at + 'reset', target })
    document.body.append(form)
    form.submit()
  }`

// Any name leads to this machine, as a name server of somebody else may say.
const anyName = ['--host-resolver-rules=MAP *.example 127.0.0.1']

const tests = (browser: () => Browser): void => {
  /** A mock whose first token is expired and whose second is live, and a page at an address that tries to change that. */
  async function attacked(pageAt: (ports: { mock: number; site: number }) => string, options: MockOptions = {}): Promise<Page> {
    const mock = await startMock(options)
    const site = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<!doctype html><body>'))
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    const context = await browser().newContext()
    onTestFinished(async () => {
      await context.close()
      const tokens = await mock.list()
      await Promise.all([mock.close(0), new Promise((resolve) => site.close(resolve))])
      expect(tokens.find(({ name }) => name === 'outsider-1')).toMatchObject({ state: 'expired' })
      expect(tokens.find(({ name }) => name === 'revocable-1')).toMatchObject({ state: 'live' })
    })
    await mock.expire('outsider-1')
    const address = pageAt({ mock: Number(new URL(mock.url).port), site: (site.address() as AddressInfo).port })
    const page = await context.newPage()
    await page.goto(`${address}/`)
    await page.evaluate(attacks(address.includes('rebound') ? address : mock.url))
    return page
  }

  test.each([
    ['on another port of this machine', ({ site }: { site: number }) => `http://127.0.0.1:${site}`],
    ['on localhost, beside it', ({ site }: { site: number }) => `http://localhost:${site}`],
    ['of another name', ({ site }: { site: number }) => `http://evil.example:${site}`],
  ])('%s neither changes nor reads anything', async (_, pageAt) => {
    const page = await attacked(pageAt)
    const [reset, blind, typed, named, , tokens, forgotten, events, script] = await page.evaluate<unknown[]>('attack()')
    const refused = 'TypeError: Failed to fetch'
    expect({ reset, named, tokens, forgotten }).toEqual({ reset: refused, named: refused, tokens: refused, forgotten: refused })
    expect({ blind, typed, events, script }).toEqual({ blind: 'opaque 0', typed: 'opaque 0', events: 'nothing', script: 'refused' })
  })

  test('that posts a form, in its own place or in a frame, is told that it may not', async () => {
    const page = await attacked(({ site }) => `http://evil.example:${site}`)
    await page.evaluate(`document.body.append(Object.assign(document.createElement('iframe'), { name: 'frame', sandbox: 'allow-forms' }))`)
    await page.evaluate(`submit('frame')`)
    await page.evaluate(`submit('_self')`)
    await expect.poll(() => page.locator('body').innerText()).toContain('A page of another origin may not control the mock.')
  })

  test('whose name was made to lead to the mock has no more right to it than before', async () => {
    const page = await attacked(({ mock }) => `http://rebound.example:${mock}`)
    const [reset, , , named, , tokens, forgotten, events] = await page.evaluate<unknown[]>('attack()')
    expect({ reset, named, forgotten, events }).toEqual({ reset: 'basic 403', named: 'basic 403', forgotten: 403, events: 'nothing' })
    expect(tokens).toContain('is not controlled by the name')
  })

  test('does not frame the console, where a click could be stolen', async () => {
    const page = await attacked(({ site }) => `http://evil.example:${site}`)
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    await page.evaluate(`document.body.append(Object.assign(document.createElement('iframe'), { src: at }))`)
    await expect.poll(() => said.join()).toContain('frame-ancestors')
  })

  test('with a guarded mock gets nowhere either, also in a browser that is signed in', async () => {
    // To a browser every port of one name is the same site: it sends the cookie.
    const page = await attacked(({ site }) => `http://127.0.0.1:${site}`, { controlToken: 'open-sesame' })
    const url = await page.evaluate<string>('at')
    const own = await page.context().newPage()
    await own.goto(url)
    await own.getByLabel('Control token').fill('open-sesame')
    await own.getByRole('button', { name: 'Open the console' }).click()
    await own.locator('main[aria-busy=false]').waitFor()
    const [reset, , , , , tokens] = await page.evaluate<unknown[]>('attack()')
    expect({ reset, tokens }).toEqual({ reset: 'TypeError: Failed to fetch', tokens: 'TypeError: Failed to fetch' })
  })
}

inChromium('a page of another site, in Chromium,', tests, anyName)
