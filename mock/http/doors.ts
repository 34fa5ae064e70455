import type { AddressInfo } from 'node:net'
import type { Host, HostOptions } from './host.ts'
import { hostOf } from './host.ts'
import { listen } from './listen.ts'

/** Ports that lead to one handler. */
export interface Doors {
  readonly urls: readonly string[]
  /** Closes all of them, as `Host.close` does. */
  close(patience: number): Promise<void>
}

/** Opens so many doors: the first at the given port, the others at free ones. */
export async function openDoors(
  { host, port, count }: { host: string; port: number; count: number },
  options: HostOptions,
): Promise<Doors> {
  const opened: Host[] = []
  for (let door = 0; door < count; door += 1) {
    const next = hostOf(options)
    await listen(next.server, door === 0 ? port : 0, host)
    opened.push(next)
  }
  return {
    urls: opened.map(({ server }) => urlOf(server.address() as AddressInfo, host)),
    async close(patience) {
      await Promise.all(opened.map((door) => door.close(patience)))
    },
  }
}

/** A wildcard address is no place to send requests to. */
function urlOf({ port, family, address }: AddressInfo, host: string): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : host}:${port}`
}
