import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { chromiumPath } from './chromium.ts'
import { whereChromiumIs } from './in-chromium.ts'
import { runPlaywright } from './playwright.ts'

whereChromiumIs('the examples', () => {
  test('token-list passes its own tests', async () => {
    const env = { PORT: String(await freePort()), CHROMIUM: chromiumPath }
    const { output, ...run } = await runPlaywright(new URL('../mock/examples/token-list/', import.meta.url), [], env)
    expect(run, output).toEqual({ passed: 5, failed: 0, attached: [] })
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
