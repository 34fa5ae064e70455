import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CertificateError } from '../errors.ts'
import { keyIdOf } from './key-id.ts'

/** Where a pair was written, and the name of its public half. */
export interface WrittenPair {
  readonly privateFile: string
  readonly publicFile: string
  readonly keyId: string
}

/**
 * Writes a new Ed25519 pair into a folder: `private.pem` (PKCS#8, for its owner only, encrypted with AES-256 where there
 * is a passphrase) and `public.pem` (SPKI). Nothing is ever overwritten.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8410
 * @throws CertificateError `EXISTS` or `NOT_WRITABLE`
 */
export async function makeKeyPair(folder: string, passphrase?: string): Promise<WrittenPair> {
  const privateFile = join(folder, 'private.pem')
  const publicFile = join(folder, 'public.pem')
  for (const file of [privateFile, publicFile]) if (existsSync(file)) throw keyExists(file)
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const encrypted = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw notWritable(folder, cause)
  })
  await writeNew(privateFile, privateKey.export({ type: 'pkcs8', format: 'pem', ...encrypted }), 0o600)
  await writeNew(publicFile, publicKey.export({ type: 'spki', format: 'pem' }), 0o644)
  return { privateFile, publicFile, keyId: keyIdOf(publicKey) }
}

/** Fails when the file is there, also when it came to be a moment ago. */
async function writeNew(file: string, text: string | Buffer, mode: number): Promise<void> {
  try {
    await writeFile(file, text, { mode, flag: 'wx' })
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === 'EEXIST' ? keyExists(file) : notWritable(file, cause as Error)
  }
}

function keyExists(file: string): CertificateError {
  return new CertificateError('EXISTS', `${file} is there already, and a key is never overwritten. Give another folder with --out.`)
}

function notWritable(file: string, cause: Error): CertificateError {
  return new CertificateError('NOT_WRITABLE', `${file} cannot be written (${cause.message}). Give another folder with --out.`, { cause })
}
