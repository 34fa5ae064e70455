import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeOf } from './route-of.ts'

const proxy = 'http://proxy.example:3128'
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'route-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the way to a host', () => {
  test.each([
    ['https://staging.example/', { HTTPS_PROXY: proxy }, { proxy }],
    ['https://staging.example/', { https_proxy: proxy }, { proxy }],
    ['https://staging.example/', { HTTPS_PROXY: '' }, {}],
    ['http://staging.example/', { HTTPS_PROXY: proxy }, {}],
    ['https://127.0.0.1:8443/', { HTTPS_PROXY: proxy }, {}],
    ['exec:./tokens', { HTTPS_PROXY: proxy }, {}],
  ])('%s, where the environment says %o, is %o', async (target, environment, route) => {
    expect(await routeOf({ target }, environment)).toEqual(route)
  })

  test('has the certificates that were given', async () => {
    const ca = join(folder, 'ca.pem')
    writeFileSync(ca, 'PEM')
    expect(await routeOf({ target: 'https://127.0.0.1/', ca }, {})).toEqual({ ca: Buffer.from('PEM') })
  })

  test('is not begun without a file that was named', async () => {
    await expect(routeOf({ target: 'https://127.0.0.1/', key: join(folder, 'none.pem') }, {})).rejects.toThrow(
      /^--key .*none\.pem cannot be read/,
    )
  })
})
