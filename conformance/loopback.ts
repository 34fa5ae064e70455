import { isIPv4 } from 'node:net'

/** Whether a URL names this machine. */
export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : ''
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'))
}

/** Whether a run stays on this machine, at every door. */
export function staysHere({ target, replicas = [] }: { readonly target: string; readonly replicas?: readonly string[] }): boolean {
  return [target, ...replicas].every(isLoopback)
}
