import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { UsageError } from '../errors.ts'
import type { Door } from '../history/events.ts'

export interface DoorOptions {
  readonly target: string
  readonly replicas: readonly string[]
  readonly probes: readonly string[]
  /** A proxy resolves names itself, so that single addresses cannot be told apart. */
  readonly behindProxy: boolean
}

/**
 * Every way to reach the target: itself, each replica, each other address that its host resolves to, each probed
 * operation.
 *
 * @throws UsageError for a URL or an operation that is none.
 */
export async function doorsOf({ target, replicas, probes, behindProxy }: DoorOptions): Promise<readonly Door[]> {
  const url = baseUrl(target, '--target')
  const addresses = behindProxy ? [] : await reachableAddresses(new URL(url))
  const [first, ...others] = addresses.length > 1 ? addresses : []
  const named = replicas.map((replica) => baseUrl(replica, '--replica'))
  return [
    { name: 'target', kind: 'target', url, ...(first === undefined ? {} : { address: first }) },
    ...named.map((replica, index) => ({ name: `replica-${index + 1}`, kind: 'replica' as const, url: replica })),
    ...others.map((address, index) => ({ name: `replica-${named.length + index + 1}`, kind: 'replica' as const, url, address })),
    ...probes.map((operation, index) => {
      if (!/^[A-Z]+ \/\S*$/.test(operation)) {
        throw new UsageError(`--probe "${operation}" names no operation. Give a method and a path, such as "GET /api/v1/me".`)
      }
      return { name: `probe-${index + 1}`, kind: 'probe' as const, url, operation }
    }),
  ]
}

/** @throws UsageError for anything but an absolute http or https URL. */
export function baseUrl(text: string, flag: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(`${flag} "${text}" is no http or https URL. Give one such as http://127.0.0.1:4010.`)
  }
  if (url.username !== '' || url.search !== '')
    throw new UsageError(`${flag} "${text}" holds a user or a query. Give the base URL alone, and credentials with --header.`)
  return url.href.replace(/\/+$/, '')
}

/** The addresses of a host that take a connection; none for what is an address itself, or one machine under its own name. */
async function reachableAddresses({ hostname, port, protocol }: URL): Promise<readonly string[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 || host === 'localhost' || host.endsWith('.localhost')) return []
  const found = await lookup(host, { all: true }).catch(() => [])
  const addresses = [...new Set(found.map(({ address }) => address))]
  const open = await Promise.all(
    addresses.map(async (address) => takesConnection(address, Number(port) || (protocol === 'https:' ? 443 : 80))),
  )
  return addresses.filter((_, index) => open[index])
}

async function takesConnection(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 2000 })
    const end = (open: boolean): void => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}
