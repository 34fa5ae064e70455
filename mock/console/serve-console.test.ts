import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Answer } from '../pipeline/answer.ts'
import { json } from '../pipeline/answer.ts'
import { setup } from '../testing/setup.ts'
import { withConsole } from './serve-console.ts'

const page = '<!doctype html><title>Console</title>'

/** Asks a console of two files; what it leaves alone is answered 418. */
async function asking(): Promise<(target: string, how?: { method?: string; headers?: string[] }) => Promise<Answer>> {
  const folder = await mkdtemp(join(tmpdir(), 'console-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'built/assets'), { recursive: true })
  await writeFile(join(folder, 'secret.js'), 'not of the console')
  await writeFile(join(folder, 'built/index.html'), page)
  await writeFile(join(folder, 'built/assets/index-C0ffee.js'), 'run()')
  const handler = withConsole(() => json(418, {}), pathToFileURL(join(folder, 'built/')))
  const connection = { number: 0, isLocal: true, closed: false }
  return async (target, { method = 'GET', headers = [] } = {}) => handler({ method, target, headers, body: new Uint8Array(), connection })
}

test('the page may run its own files only, and is asked for again each time', async () => {
  const ask = await asking()
  const { status, headers, body } = await ask('/_mock/?world=a')
  expect({ status, body }).toEqual({ status: 200, body: page })
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
})

test('an asset is kept for ever: its name changes with what is in it', async () => {
  const ask = await asking()
  expect(await ask('/_mock/assets/index-C0ffee.js')).toMatchObject({
    status: 200,
    body: 'run()',
    headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' },
  })
})

test('who has it already is not sent it again', async () => {
  const ask = await asking()
  const { etag = '' } = (await ask('/_mock/')).headers
  expect(await ask('/_mock/', { headers: ['If-None-Match', `"other", W/${etag}`] })).toMatchObject({ status: 304, body: '' })
  expect(await ask('/_mock/', { headers: ['If-None-Match', '"other"'] })).toMatchObject({ status: 200 })
})

test('/_mock leads to /_mock/, query and all', async () => {
  const ask = await asking()
  expect(await ask('/_mock?world=a')).toMatchObject({ status: 308, headers: { location: '/_mock/?world=a' } })
})

test.each([
  '/_mock/assets/../../secret.js',
  '/_mock/assets/%2e%2e/%2e%2e/secret.js',
  '/_mock/assets//index-C0ffee.js',
  '/_mock/assets/__proto__',
  '/_mock/assets/',
])('%s is no file of the console', async (target) => {
  const ask = await asking()
  expect(await ask(target)).toMatchObject({ status: 404 })
})

test('the page is only read', async () => {
  const ask = await asking()
  expect(await ask('/_mock/', { method: 'POST' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  expect(await ask('/_mock/', { method: 'HEAD' })).toMatchObject({ status: 200 })
})

test('everything else is left alone', async () => {
  const ask = await asking()
  for (const target of ['/', '/_mock/tokens', '/_mockery', '/_mock/index.html', '/api/v1/tokens/a/revoke']) {
    expect(await ask(target)).toMatchObject({ status: 418 })
  }
})

test('a mock serves the console', async () => {
  const { send } = await setup()
  expect(await send({ method: 'GET', path: '/_mock', as: null })).toMatchObject({ status: 308, headers: { location: '/_mock/' } })
})
