import { expect, test } from 'vitest'
import { whereChromiumIs } from '../test/in-chromium.ts'
import { runPlaywright } from '../test/playwright.ts'

const folder = new URL('testing/playwright/', import.meta.url)

whereChromiumIs('Playwright’s own runner', () => {
  test('gives each test a mock to itself, with its options', async () => {
    const { output, ...run } = await runPlaywright(folder, ['passing', 'options'])
    expect(run, output).toEqual({ passed: 10, failed: 0, attached: [] })
  })

  test('attaches the journal of a test that failed', async () => {
    const { output, ...run } = await runPlaywright(folder, ['failing'])
    expect(run, output).toEqual({ passed: 0, failed: 1, attached: expect.arrayContaining(['mock journal']) as string[] })
  })
})
