import { copyFile, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { loadContract } from '../contract/load.ts'
import type { ContractNews } from './watch-contract.ts'
import { watchContract } from './watch-contract.ts'

const given = new URL('../contract/openapi.json', import.meta.url)
const larger = new URL('testing/larger-contract.json', import.meta.url)

/** A contract in a file of its own, watched until the test ends. */
async function watched(): Promise<{ readonly file: string; readonly news: () => Promise<ContractNews>; readonly stop: () => void }> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-'))
  const file = join(folder, 'openapi.json')
  await copyFile(given, file)
  const queue: ContractNews[] = []
  const stop = watchContract(await loadContract(file), (told) => queue.push(told))
  onTestFinished(async () => {
    stop()
    await rm(folder, { recursive: true })
  })
  return {
    file,
    stop,
    async news() {
      await expect.poll(() => queue.length, { timeout: 10_000 }).toBeGreaterThan(0)
      const [first] = queue.splice(0, 1)
      return first as ContractNews
    },
  }
}

test('a file that was written to, or put in the place of the old one, is loaded again', async () => {
  const { file, news } = await watched()
  await writeFile(file, '{}')
  await news()
  await copyFile(larger, `${file}~`)
  await rename(`${file}~`, file)
  expect(await news()).toMatchObject({ kind: 'changed', contract: { path: '/api/v1/tokens/{token_id}/revoke' } })
})

test('a file that is broken or gone is told with a sentence, and once it is mended it is loaded', async () => {
  const { file, news } = await watched()
  await writeFile(file, '{"openapi": "3.1.0",\n')
  expect(await news()).toMatchObject({
    kind: 'broken',
    error: { code: 'UNPARSABLE', message: expect.stringContaining(`${file}:2: is not JSON`) as string },
  })
  await rm(file)
  expect(await news()).toMatchObject({ kind: 'broken', error: { code: 'UNREADABLE' } })
  await copyFile(given, file)
  expect(await news()).toMatchObject({ kind: 'changed' })
})

test('a file that has the same bytes as before is no news', async () => {
  const { file, news } = await watched()
  await utimes(file, new Date(0), new Date(0))
  await pause(600)
  await copyFile(larger, file)
  expect(await news()).toMatchObject({ kind: 'changed', contract: { digest: (await loadContract(file)).digest } })
})
