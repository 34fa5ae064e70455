import type { Exchange } from '../pipeline/exchange.ts'
import type { Cause } from '../pipeline/refusal.ts'
import { everyToken } from '../store/every-token.ts'
import type { Bench, Fault, Wraps } from './fault.ts'
import { faultsOf } from './fault.ts'
import { callerOf, idOf } from './tools.ts'

/** Faults in which too much dies, or the wrong one, or something refused happens all the same. */
export const isolationFaults: readonly Fault[] = faultsOf('isolation', [
  {
    name: 'sibling-revoked',
    summary: 'The other tokens of the owner die too.',
    wrap: (bench) =>
      alsoRevoking(bench, async ({ id, owner }) =>
        (await everyToken(bench.store)).filter((token) => token.owner === owner && token.id !== id).map((token) => token.id),
      ),
  },
  {
    name: 'caller-revoked-too',
    summary: 'Whoever revokes another token loses their own.',
    wrap: (bench) => alsoRevoking(bench, async (_, exchange) => [callerOf(exchange)?.id ?? '']),
  },
  {
    name: 'prefix-revoked',
    summary: 'All tokens die whose id begins with the same digits, because the statement compares a prefix.',
    parameter: { unit: 'digits', default: 1 },
    wrap: (bench) =>
      alsoRevoking(bench, async ({ id }) =>
        (await everyToken(bench.store)).map((token) => token.id).filter((other) => other.startsWith(id.slice(0, bench.value))),
      ),
  },
  {
    name: 'refused-but-done',
    summary: 'A caller without permission is answered 403, and the token is revoked all the same.',
    wrap: (bench) => doneAnyway(bench, ['permission']),
  },
  {
    name: 'invalid-but-done',
    summary: 'A body that does not fit is answered 422, and the token is revoked all the same.',
    wrap: (bench) => doneAnyway(bench, ['schema', 'json']),
  },
])

type Victims = (target: { readonly id: string; readonly owner: string }, exchange: Exchange) => Promise<readonly string[]>

function alsoRevoking({ store, clock }: Bench, victimsOf: Victims): Wraps {
  return {
    commit: (next) => async (target, order, exchange) => {
      const outcome = await next(target, order, exchange)
      for (const id of await victimsOf(target, exchange)) await store.revoke(id, { at: clock(), ...order })
      return outcome
    },
  }
}

function doneAnyway({ store, clock }: Bench, causes: readonly Cause[]): Wraps {
  return {
    refuse: (next) => async (refusal, exchange) => {
      const caller = callerOf(exchange)
      if (caller !== undefined && causes.includes(refusal.because)) {
        await store.revoke(idOf(exchange), { at: clock(), by: caller.email, reason: null })
      }
      return next(refusal, exchange)
    },
  }
}
