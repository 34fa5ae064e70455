import type { Connection } from '../pipeline/incoming.ts'
import { everyToken } from '../store/every-token.ts'
import { faultsOf } from './fault.ts'
import type { Fault } from './fault.ts'
import { callerOf, isSelf, overlooked, pause } from './tools.ts'

/** Faults in which a revocation does not take effect, or not for good: caches, queues, clocks. */
export const finalityFaults: readonly Fault[] = faultsOf('finality', [
  {
    name: 'revoke-is-noop',
    summary: 'The record is marked as revoked, but authentication never looks at it.',
    wrap: ({ clock }) => overlooked(clock, () => true),
  },
  {
    name: 'cached-credential',
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
    summary: 'A revoked token is accepted for some time more, as if the news travelled by a slow queue.',
    parameter: { unit: 'ms', default: 1500 },
    wrap: ({ clock, value }) => overlooked(clock, ({ revocation }) => clock() - revocation.at < value),
  },
  {
    name: 'grace-period',
    summary: 'A revoked token is accepted for a short grace period.',
    parameter: { unit: 'ms', default: 200 },
    wrap: ({ clock, value }) => overlooked(clock, ({ revocation }) => clock() - revocation.at < value),
  },
  {
    name: 'whole-second-check',
    summary: 'Authentication compares whole seconds, so that a revoked token is accepted until the second of its revocation is over.',
    wrap: ({ clock }) => overlooked(clock, ({ revocation }) => Math.floor(clock() / 1000) <= Math.floor(revocation.at / 1000)),
  },
  {
    name: 'keyed-by-wrong-id',
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
    summary: 'A revoked token is rejected at first and accepted again later, because the blacklist entry expires.',
    parameter: { unit: 'ms', default: 1500 },
    wrap: ({ clock, value }) => overlooked(clock, ({ revocation }) => clock() - revocation.at >= value),
  },
  {
    name: 'evicted-after-many',
    summary: 'The blacklist keeps only the latest revocations; the tokens before them are accepted again.',
    parameter: { unit: 'revocations', default: 50 },
    wrap({ clock, value }) {
      const order = new Map<string, number>()
      return {
        ...overlooked(clock, ({ id }) => order.size - (order.get(id) ?? Infinity) > value),
        commit: (next) => (target, wanted, exchange) => {
          if (!order.has(target.id)) order.set(target.id, order.size)
          return next(target, wanted, exchange)
        },
      }
    },
  },
  {
    name: 'revoked-again-is-alive',
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
    name: 'reissue-revives',
    summary: 'Issuing another token to the same owner brings the revoked ones of this owner back.',
    wrap({ clock, store }) {
      const siblingsAtDeath = new Map<string, ReadonlySet<string>>()
      const revived = new Set<string>()
      const siblingsOf = async (owner: string): Promise<string[]> =>
        (await everyToken(store)).filter((token) => token.owner === owner).map(({ id }) => id)
      return {
        ...overlooked(clock, ({ id }) => revived.has(id)),
        identify: (next) => async (secret, exchange) => {
          const token = await next(secret, exchange)
          const known = token === undefined ? undefined : siblingsAtDeath.get(token.id)
          if (token === undefined || known === undefined) return token
          if ((await siblingsOf(token.owner)).some((id) => !known.has(id))) revived.add(token.id)
          return token
        },
        commit: (next) => async (target, order, exchange) => {
          if (!siblingsAtDeath.has(target.id)) siblingsAtDeath.set(target.id, new Set(await siblingsOf(target.owner)))
          return next(target, order, exchange)
        },
      }
    },
  },
  {
    name: 'in-flight-race',
    summary: 'A check that began before the revocation and ended after it puts the dead token into the cache of live ones.',
    parameter: { unit: 'ms', default: 15 },
    wrap({ clock, store, value }) {
      const cached = new Set<string>()
      return {
        ...overlooked(clock, ({ id }) => cached.has(id)),
        finish: (next) => async (answer, exchange) => {
          // Only checks that revoke nothing are slow, so that a revocation can overtake them.
          const caller = callerOf(exchange)
          if (caller !== undefined && answer.status !== 201) {
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
])

function worker({ number }: Connection): number {
  return number % 2
}
