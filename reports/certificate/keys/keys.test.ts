import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../testing/folder.ts'
import { makeKeyPair } from './make-key-pair.ts'
import { passphraseIn, readPublicKey, readSigningKey } from './read-key.ts'

const openssl = (...args: readonly string[]): string => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' })

describe('a new pair', () => {
  test('is Ed25519 to openssl, too, and its halves belong together', async () => {
    const { privateFile, publicFile } = await makeKeyPair(join(temporaryFolder(), 'keys'))
    expect(openssl('pkey', '-in', privateFile, '-noout', '-text')).toMatch(/^ED25519 Private-Key/)
    expect(openssl('pkey', '-in', privateFile, '-pubout')).toBe(readFileSync(publicFile, 'utf8'))
  })

  test('is for its owner only', async () => {
    const { privateFile } = await makeKeyPair(temporaryFolder())
    expect(statSync(privateFile).mode & 0o777).toBe(0o600)
  })

  test('overwrites neither half of an older one', async () => {
    for (const half of ['private.pem', 'public.pem']) {
      const folder = temporaryFolder()
      writeFileSync(join(folder, half), 'precious')
      await expect(makeKeyPair(folder)).rejects.toMatchObject({ code: 'EXISTS', message: expect.stringContaining(join(folder, half)) })
      expect(readFileSync(join(folder, half), 'utf8')).toBe('precious')
    }
  })

  test('has another name each time', async () => {
    const [one, other] = await Promise.all([makeKeyPair(temporaryFolder()), makeKeyPair(temporaryFolder())])
    expect(one.keyId).not.toBe(other.keyId)
  })

  test('cannot be written where there is no folder to be', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    await expect(makeKeyPair(join(file, 'keys'))).rejects.toMatchObject({ code: 'NOT_WRITABLE' })
  })
})

describe('a passphrase', () => {
  test('locks the private half, for openssl as well', async () => {
    const { privateFile, keyId } = await makeKeyPair(temporaryFolder(), 'open sesame')
    expect(readFileSync(privateFile, 'utf8')).toContain('ENCRYPTED')
    expect(openssl('pkey', '-in', privateFile, '-passin', 'pass:open sesame', '-noout', '-text')).toContain('ED25519')
    expect(await readSigningKey(privateFile, 'open sesame')).toMatchObject({ keyId })
    await expect(readSigningKey(privateFile, 'open barley')).rejects.toMatchObject({ code: 'PASSPHRASE' })
    await expect(readSigningKey(privateFile)).rejects.toMatchObject({
      code: 'PASSPHRASE',
      message: expect.stringContaining('--passphrase-env'),
    })
  })

  test('comes from the environment, and an empty one is none', () => {
    expect(passphraseIn({}, undefined)).toBeUndefined()
    expect(passphraseIn({ PASS: 'secret' }, 'PASS')).toBe('secret')
    for (const env of [{}, { PASS: '' }]) expect(() => passphraseIn(env, 'PASS')).toThrow(/PASS is not set/)
  })
})

describe('is refused as a key:', () => {
  test('a file that is not there, or no key, or of another kind', async () => {
    const folder = temporaryFolder()
    const [text, rsa] = [join(folder, 'text'), join(folder, 'rsa.pem')]
    writeFileSync(text, 'hello')
    openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024', '-out', rsa)
    chmodSync(rsa, 0o600)
    await expect(readSigningKey(join(folder, 'none'))).rejects.toMatchObject({ code: 'UNREADABLE' })
    await expect(readSigningKey(text)).rejects.toMatchObject({ code: 'NOT_A_KEY', message: expect.stringContaining('keygen') })
    await expect(readSigningKey(rsa)).rejects.toMatchObject({ code: 'NOT_A_KEY', message: expect.stringContaining('its type is rsa') })
    await expect(readPublicKey(text)).rejects.toMatchObject({ code: 'NOT_A_KEY' })
  })

  test('the wrong half, on either side', async () => {
    const { privateFile, publicFile } = await makeKeyPair(temporaryFolder())
    await expect(readSigningKey(publicFile)).rejects.toMatchObject({ code: 'NOT_A_KEY', message: expect.stringContaining('public key') })
    await expect(readPublicKey(privateFile)).rejects.toMatchObject({ code: 'NOT_A_KEY', message: expect.stringContaining('private key') })
  })
})
