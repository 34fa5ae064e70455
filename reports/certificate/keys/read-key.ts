import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { CertificateError } from '../errors.ts'
import { keyIdOf } from './key-id.ts'

/** A key that signs, with its public half and that one's name. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly keyId: string
}

/** A key that signatures are held against. */
export interface TrustedKey {
  readonly publicKey: KeyObject
  readonly keyId: string
}

/**
 * An Ed25519 private key from a PEM file.
 *
 * @throws CertificateError `UNREADABLE`, `PASSPHRASE`, or `NOT_A_KEY` for anything else than such a key
 */
export async function readSigningKey(file: string, passphrase?: string): Promise<SigningKey> {
  const pem = await textOf(file)
  if (/-----BEGIN PUBLIC KEY-----/.test(pem))
    throw new CertificateError('NOT_A_KEY', `${file} holds a public key, which cannot sign. Give the private.pem beside it.`)
  try {
    const privateKey = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) })
    if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`its type is ${privateKey.asymmetricKeyType}`)
    const publicKey = createPublicKey(privateKey)
    return { privateKey, publicKey, keyId: keyIdOf(publicKey) }
  } catch (cause) {
    if (pem.includes('ENCRYPTED')) throw lockedKey(file, passphrase, cause as Error)
    throw notAKey(file, 'private', cause as Error)
  }
}

/**
 * An Ed25519 public key from a PEM file (SPKI).
 *
 * @throws CertificateError `UNREADABLE`, or `NOT_A_KEY`, also for a private key: it has no business on this side
 */
export async function readPublicKey(file: string): Promise<TrustedKey> {
  const pem = await textOf(file)
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem))
    throw new CertificateError('NOT_A_KEY', `${file} holds a private key. Only its public.pem is wanted; keep the other to yourself.`)
  try {
    return publicKeyOf(pem)
  } catch (cause) {
    throw notAKey(file, 'public', cause as Error)
  }
}

/** @throws Error for anything else than an Ed25519 public key. */
export function publicKeyOf(pem: string): TrustedKey {
  const publicKey = createPublicKey(pem)
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new Error(`its type is ${publicKey.asymmetricKeyType}`)
  return { publicKey, keyId: keyIdOf(publicKey) }
}

/** The one way in which a public key is written. */
export function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }) as string
}

/**
 * The passphrase in an environment variable; none where no variable is named.
 *
 * @throws CertificateError `PASSPHRASE` when the variable is not set, or empty
 */
export function passphraseIn(environment: NodeJS.ProcessEnv, name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  const passphrase = environment[name]
  if (passphrase !== undefined && passphrase !== '') return passphrase
  throw new CertificateError('PASSPHRASE', `--passphrase-env ${name}: the environment variable ${name} is not set, or empty.`)
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new CertificateError('UNREADABLE', `${file}: the key cannot be read (${(cause as Error).message}).`, { cause })
  }
}

function lockedKey(file: string, passphrase: string | undefined, cause: Error): CertificateError {
  const how = passphrase === undefined ? 'Name its variable with --passphrase-env.' : 'The one in --passphrase-env does not open it.'
  return new CertificateError('PASSPHRASE', `${file} is locked by a passphrase. ${how}`, { cause })
}

function notAKey(file: string, half: string, cause: Error): CertificateError {
  const message = `${file} is no Ed25519 ${half} key in PEM (${cause.message}). \`dayzero-contract keygen\` makes a pair.`
  return new CertificateError('NOT_A_KEY', message, { cause })
}
