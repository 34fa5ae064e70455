import { readFile } from 'node:fs/promises'
import type { CheckOptions } from './engine/check-options.ts'
import { UsageError } from './errors.ts'
import { isLoopback } from './run-conformance.ts'

/** Files of PEM, by the flag that named them. */
export interface RouteFlags {
  readonly target: string
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** Certificates and the proxy. @throws UsageError for a file that cannot be read. */
export async function routeOf({ ca, cert, key, target }: RouteFlags, environment: NodeJS.ProcessEnv): Promise<CheckOptions['route']> {
  const read = async (flag: string, file: string | undefined): Promise<Record<string, Buffer>> => {
    if (file === undefined) return {}
    try {
      return { [flag]: await readFile(file) }
    } catch (cause) {
      throw new UsageError(`--${flag} ${file} cannot be read (${(cause as Error).message}).`, { cause })
    }
  }
  const proxy = environment['HTTPS_PROXY'] ?? environment['https_proxy']
  const behindProxy = proxy !== undefined && proxy !== '' && target.startsWith('https:') && !isLoopback(target)
  return { ...(await read('ca', ca)), ...(await read('cert', cert)), ...(await read('key', key)), ...(behindProxy ? { proxy } : {}) }
}
