import type { Exchange } from '../pipeline/exchange.ts'
import { after } from '../store/store.ts'
import type { Fault } from './fault.ts'
import { faultsOf } from './fault.ts'
import { withData } from './tools.ts'

/** Faults in which an answer holds a secret, or its hash. */
export const secrecyFaults: readonly Fault[] = faultsOf('secrecy', [
  {
    name: 'secret-echoed',
    summary: 'Errors quote the bearer token they are about.',
    wrap: () => ({
      refuse: (next) => (refusal, exchange) => {
        const secret = secretOf(exchange)
        if (secret === undefined || typeof refusal.detail !== 'string') return next(refusal, exchange)
        return next({ ...refusal, detail: `${refusal.detail} (token: ${secret})` }, exchange)
      },
    }),
  },
  {
    name: 'secret-in-header',
    summary: 'A 201 repeats the bearer token in a header for debugging.',
    wrap: () => ({
      finish: (next) => (answer, exchange) => {
        const secret = secretOf(exchange)
        const isTold = secret !== undefined && answer.status === 201
        return next(isTold ? { ...answer, headers: { ...answer.headers, 'x-debug-token': secret } } : answer, exchange)
      },
    }),
  },
  {
    name: 'secret-hash-echoed',
    summary: 'A 201 holds the SHA-256 of the bearer token, by which it is stored.',
    wrap({ digest }) {
      const hashes = new WeakMap<Exchange, string>()
      return {
        identify: (next) => (secret, exchange) =>
          after(digest(secret), (hash) => {
            hashes.set(exchange, inHex(hash))
            return next(secret, exchange)
          }),
        ...withData((_, __, exchange) => ({ actor_hash: hashes.get(exchange) })),
      }
    },
  },
])

function secretOf({ credential }: Exchange): string | undefined {
  return credential?.kind === 'bearer' ? credential.secret : undefined
}

function inHex(base64url: string): string {
  const bytes = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Array.from(bytes, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}
