import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routeOf } from './route-of.ts'
import { selfSigned } from './testing/self-signed.ts'

const proxy = 'http://proxy.example:3128'
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'route-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const target = 'https://127.0.0.1/'

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('the way to a host', () => {
  test.each([
    ['https://staging.example/', { HTTPS_PROXY: proxy }, { proxy }],
    ['https://staging.example/', { https_proxy: proxy }, { proxy }],
    ['https://staging.example/', { HTTPS_PROXY: '' }, {}],
    ['http://staging.example/', { HTTPS_PROXY: proxy }, {}],
    ['https://127.0.0.1:8443/', { HTTPS_PROXY: proxy }, {}],
    ['exec:./tokens', { HTTPS_PROXY: proxy }, {}],
  ])('%s, where the environment says %o, is %o', async (host, environment, route) => {
    expect(await routeOf({ target: host }, environment)).toEqual(route)
  })

  test('has the certificates that were given', async () => {
    const { cert, key } = selfSigned()
    const files = {
      ca: file('ca.pem', `Two of them:\n${cert}${selfSigned().cert}`),
      cert: file('cert.pem', cert),
      key: file('key.pem', key),
    }
    expect(await routeOf({ target, ...files }, {})).toEqual({
      ca: readFileSync(files.ca),
      cert: Buffer.from(cert),
      key: Buffer.from(key),
    })
  })

  test.each(['ca', 'cert', 'key'] as const)('is not begun with a --%s that holds something else, whatever it is', async (name) => {
    const { cert, key } = selfSigned()
    const good = { ca: file('ca.pem', cert), cert: file('cert.pem', cert), key: file('key.pem', key) }
    const broken = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(cert, key).map((pem) => Buffer.from(`${pem.slice(0, 60)}AAAA${pem.slice(70)}`)),
      fc.constant(Buffer.from(name === 'key' ? cert : key)),
    )
    await fc.assert(
      fc.asyncProperty(broken, async (bytes) => {
        const bad = file('bad.pem', bytes)
        await expect(routeOf({ target, ...good, [name]: bad }, {})).rejects.toThrow(new RegExp(`^--${name} .*bad\\.pem holds no .+ in PEM`))
      }),
      { numRuns: 30 },
    )
  })

  test('is not begun with a broken certificate behind a good one, which Node passes over', async () => {
    const { cert } = selfSigned()
    const ca = file('chain.pem', `${cert}${cert.replace(/.{20}(?=\n-----END)/, '')}`)
    await expect(routeOf({ target, ca }, {})).rejects.toThrow(/^--ca .*chain\.pem holds no certificate/)
  })

  test('is not begun with half of a certificate and its key, or with those of two', async () => {
    const [cert, key] = [file('cert.pem', selfSigned().cert), file('key.pem', selfSigned().key)]
    await expect(routeOf({ target, cert }, {})).rejects.toThrow(/^--cert .*cert\.pem needs its private key: give --key\.$/)
    await expect(routeOf({ target, key }, {})).rejects.toThrow(/^--key .*key\.pem needs the certificate that it belongs to: give --cert\.$/)
    await expect(routeOf({ target, cert, key }, {})).rejects.toThrow(/^--key .*key\.pem is not the key of --cert .*cert\.pem/)
    const called = { ca: 'ca', cert: 'tls-cert', key: 'tls-key' }
    await expect(routeOf({ target, key, called }, {})).rejects.toThrow(/^--tls-key .*give --tls-cert\.$/)
  })

  test('is not begun without a file that was named', async () => {
    await expect(routeOf({ target: 'https://127.0.0.1/', key: join(folder, 'none.pem') }, {})).rejects.toThrow(
      /^--key .*none\.pem cannot be read/,
    )
  })
})
