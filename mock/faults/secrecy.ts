import { createHash } from 'node:crypto'
import type { Exchange } from '../pipeline/exchange.ts'
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
    wrap: () =>
      withData((_, __, exchange) => ({
        actor_hash: createHash('sha256')
          .update(secretOf(exchange) ?? '')
          .digest('hex'),
      })),
  },
])

function secretOf({ credential }: Exchange): string | undefined {
  return credential?.kind === 'bearer' ? credential.secret : undefined
}
