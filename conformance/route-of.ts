import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import type { CheckOptions } from './engine/check-options.ts'
import { UsageError } from './errors.ts'
import { isLoopback } from './loopback.ts'

/** Files of PEM, by what is in them. */
export interface RouteFlags {
  readonly target: string
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  /** What the flags are called that named the files: by default as what is in them. */
  readonly called?: Readonly<Record<PemFile, string>>
}

type PemFile = 'ca' | 'cert' | 'key'

/**
 * Certificates and the proxy.
 *
 * @throws UsageError for a file that cannot be read or holds something else, and for a certificate and a key that do not
 *   belong together.
 */
export async function routeOf(flags: RouteFlags, environment: NodeJS.ProcessEnv): Promise<CheckOptions['route']> {
  const { target } = flags
  const files = { ...(await read('ca', flags)), ...(await read('cert', flags)), ...(await read('key', flags)) }
  tryFiles(files, flags)
  const proxy = environment['HTTPS_PROXY'] ?? environment['https_proxy']
  const behindProxy = proxy !== undefined && proxy !== '' && target.startsWith('https:') && !isLoopback(target)
  return { ...files, ...(behindProxy ? { proxy } : {}) }
}

type PemFiles = Readonly<Partial<Record<PemFile, Buffer>>>

async function read(name: PemFile, flags: RouteFlags): Promise<PemFiles> {
  const file = flags[name]
  if (file === undefined) return {}
  try {
    return { [name]: await readFile(file) }
  } catch (cause) {
    throw new UsageError(`${named(name, flags)} cannot be read (${(cause as Error).message}).`, { cause })
  }
}

/** Node would pass over an authority that is none, and complain of the rest only when it connects. */
function tryFiles({ ca, cert, key }: PemFiles, flags: RouteFlags): void {
  if (ca !== undefined) attempt(() => readCertificates(ca), `${named('ca', flags)} holds no certificate in PEM`)
  if (cert !== undefined) attempt(() => createSecureContext({ cert }), `${named('cert', flags)} holds no certificate in PEM`)
  if (key !== undefined)
    attempt(() => createSecureContext({ key }), `${named('key', flags)} holds no private key in PEM that opens without a passphrase`)
  if (cert === undefined && key === undefined) return
  if (cert === undefined)
    throw new UsageError(`${named('key', flags)} needs the certificate that it belongs to: give ${flagOf('cert', flags)}.`)
  if (key === undefined) throw new UsageError(`${named('cert', flags)} needs its private key: give ${flagOf('key', flags)}.`)
  attempt(() => createSecureContext({ cert, key }), `${named('key', flags)} is not the key of ${named('cert', flags)}`)
}

function attempt(step: () => unknown, complaint: string): void {
  try {
    step()
  } catch (cause) {
    throw new UsageError(`${complaint} (${(cause as Error).message}).`, { cause })
  }
}

function readCertificates(pem: Buffer): void {
  const found = pem.toString('latin1').match(/-----BEGIN ([A-Z0-9 ]*CERTIFICATE)-----[^]*?-----END \1-----/g)
  if (found === null) throw new Error('there is no BEGIN CERTIFICATE in it')
  for (const certificate of found) void new X509Certificate(certificate)
}

function named(name: PemFile, flags: RouteFlags): string {
  return `${flagOf(name, flags)} ${flags[name]}`
}

function flagOf(name: PemFile, { called }: RouteFlags): string {
  return `--${called?.[name] ?? name}`
}
