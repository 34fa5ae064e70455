import { isRefusal, refusal } from '../pipeline/refusal.ts'
import type { RevokedRecord } from '../store/store.ts'
import type { Fault } from './fault.ts'
import { faultsOf } from './fault.ts'
import { idOf, refusing } from './tools.ts'

/** Faults in which a token that does not exist is treated as something else. */
export const existenceFaults: readonly Fault[] = faultsOf('existence', [
  {
    name: 'not-found-is-success',
    summary: 'An unknown id is answered 201.',
    wrap: ({ clock }) => ({
      locate: (next) => async (tokenId, caller, exchange) => {
        const found = await next(tokenId, caller, exchange)
        if (!isRefusal(found) || found.because !== 'target') return found
        const id = idOf(exchange)
        const nobody: RevokedRecord = {
          ...caller,
          id,
          jti: id,
          name: 'unknown',
          revocation: { at: clock(), by: caller.email, reason: null },
        }
        return nobody
      },
    }),
  },
  {
    name: 'id-found-in-text',
    summary: 'The first UUID anywhere in the path segment is the id.',
    wrap: () => ({
      locate: (next) => (tokenId, caller, exchange) =>
        next(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/i.exec(tokenId)?.[0] ?? tokenId, caller, exchange),
    }),
  },
  {
    name: 'unauthorized-for-unknown',
    summary: 'An unknown id is answered 401, as if the caller were nobody.',
    wrap: () =>
      refusing(
        ({ because }) => because === 'target',
        () => refusal('target', 401),
      ),
  },
  {
    name: 'unprocessable-for-unknown',
    summary: 'An unknown id is answered 422, as if it were no UUID.',
    wrap: () =>
      refusing(
        ({ because }) => because === 'target',
        () => refusal('target', 422),
      ),
  },
])
