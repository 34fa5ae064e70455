import type { Connection } from '../pipeline/incoming.ts'
import { isRefusal } from '../pipeline/refusal.ts'
import type { Fault } from './fault.ts'
import { isSelf, overlooked, pause } from './finality-tools.ts'

/** Faults in which a revocation does not take effect, or not for good. */
export const finalityFaults: readonly Fault[] = [
  {
    name: 'revoke-is-noop',
    level: 'must',
    family: 'finality',
    summary: 'The record is marked as revoked, but authentication never looks at it.',
    wrap: ({ clock }) => overlooked(clock, () => true),
  },
  {
    name: 'cached-credential',
    level: 'must',
    family: 'finality',
    summary: 'A token used shortly before its revocation stays accepted, because authentication caches who was let in.',
    parameter: { unit: 'ms', default: 60_000 },
    wrap({ clock, value }) {
      const cachedAt = new Map<string, number>()
      const { standing } = overlooked(clock, ({ id }) => clock() - (cachedAt.get(id) ?? -Infinity) < value)
      return {
        standing: (next) =>
          standing((token, exchange) => {
            const found = next(token, exchange)
            if (found === 'live') cachedAt.set(token.id, clock())
            return found
          }),
      }
    },
  },
  {
    name: 'one-worker-only',
    level: 'must',
    family: 'finality',
    summary: 'Each of two workers keeps a blacklist of its own, and half of the connections reach the other one.',
    wrap({ clock }) {
      const knownTo = new Map<string, number>()
      return {
        ...overlooked(clock, ({ id }, { request }) => knownTo.has(id) && knownTo.get(id) !== worker(request.connection)),
        commit: (next) => (target, order, exchange) => {
          if (!knownTo.has(target.id)) knownTo.set(target.id, worker(exchange.request.connection))
          return next(target, order, exchange)
        },
      }
    },
  },
  {
    name: 'delayed-revocation',
    level: 'must',
    family: 'finality',
    summary: 'A revoked token is accepted for some time more, as if the news travelled by a slow queue.',
    parameter: { unit: 'ms', default: 1500 },
    wrap: ({ clock, value }) => overlooked(clock, ({ revocation }) => clock() - revocation.at < value),
  },
  {
    name: 'grace-period',
    level: 'must',
    family: 'finality',
    summary: 'A revoked token is accepted for a short grace period.',
    parameter: { unit: 'ms', default: 200 },
    wrap: ({ clock, value }) => overlooked(clock, ({ revocation }) => clock() - revocation.at < value),
  },
  {
    name: 'keyed-by-wrong-id',
    level: 'must',
    family: 'finality',
    summary: 'The blacklist is keyed by the JWT ID, and authentication looks it up by the record ID.',
    wrap({ clock }) {
      const blacklist = new Set<string>()
      return {
        ...overlooked(clock, ({ id }) => !blacklist.has(id)),
        commit: (next) => (target, order, exchange) => {
          blacklist.add(target.jti)
          return next(target, order, exchange)
        },
      }
    },
  },
  {
    name: 'forgotten-after-a-while',
    level: 'must',
    family: 'finality',
    summary: 'A revoked token is rejected at first and accepted again later, because the blacklist entry expires.',
    parameter: { unit: 'ms', default: 1500 },
    wrap: ({ clock, value }) => overlooked(clock, ({ revocation }) => clock() - revocation.at >= value),
  },
  {
    name: 'revoked-again-is-alive',
    level: 'must',
    family: 'finality',
    summary: 'A second revocation of a token brings it back, as if revoking were a switch.',
    wrap({ clock }) {
      const alive = new Set<string>()
      return {
        ...overlooked(clock, ({ id }) => alive.has(id)),
        repeat: (next) => (record, exchange) => {
          if (!alive.delete(record.id)) alive.add(record.id)
          return next(record, exchange)
        },
      }
    },
  },
  {
    name: 'in-flight-race',
    level: 'must',
    family: 'finality',
    summary: 'A check that began before the revocation and ended after it puts the dead token into the cache of live ones.',
    parameter: { unit: 'ms', default: 15 },
    wrap({ clock, store, value }) {
      const cached = new Set<string>()
      return {
        ...overlooked(clock, ({ id }) => cached.has(id)),
        finish: (next) => async (answer, exchange) => {
          // Only checks that revoke nothing are slow, so that a revocation can overtake them.
          const { caller } = exchange
          if (caller !== undefined && !isRefusal(caller) && answer.status !== 201) {
            await pause(value)
            const now = await store.byId(caller.id)
            if (now?.revocation !== undefined) cached.add(caller.id)
          }
          return next(answer, exchange)
        },
      }
    },
  },
  {
    name: 'self-revocation-ignored',
    level: 'must',
    family: 'finality',
    summary: 'A token that revokes itself gets its 201 and stays alive.',
    wrap({ clock }) {
      const spared = new Set<string>()
      return {
        ...overlooked(clock, ({ id }) => spared.has(id)),
        commit: (next) => (target, order, exchange) => {
          if (isSelf(target, exchange)) spared.add(target.id)
          return next(target, order, exchange)
        },
      }
    },
  },
]

function worker({ number }: Connection): number {
  return number % 2
}
