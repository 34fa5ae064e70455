import { scanJson } from '../bodies/json-scan.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { Connection } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import { isRefusal } from '../pipeline/refusal.ts'
import type { Fault } from './fault.ts'
import { faultsOf } from './fault.ts'
import { callerOf, ignored, overlooked, pause } from './tools.ts'

/** Faults in which it depends on the request, or on what else goes on, whether a revocation takes effect. */
export const circumstantialFaults: readonly Fault[] = faultsOf('finality', [
  {
    name: 'unreasoned-revocation-ignored',
    summary: 'A revocation without a reason is answered 201 and not stored.',
    wrap: ({ clock }) => ignored(clock, (reason) => reason === null),
  },
  {
    name: 'quoted-reason-ignored',
    summary: 'A revocation whose reason holds an apostrophe is answered 201, but the statement that should store it has failed.',
    wrap: ({ clock }) => ignored(clock, (reason) => reason?.includes("'") === true),
  },
  {
    name: 'long-reason-ignored',
    summary: 'A revocation whose reason is longer than the column is answered 201 and not stored.',
    parameter: { unit: 'characters', default: 500 },
    wrap: ({ clock, value }) => ignored(clock, (reason) => (reason?.length ?? 0) > value),
  },
  {
    name: 'other-spelling-ignored',
    summary: 'A revocation by another spelling of the UUID is answered 201, and the blacklist holds an id that no token has.',
    wrap: ({ clock }) => ignored(clock, (_, __, { place }) => place.kind === 'operation' && uuidOf(place.tokenId) !== place.tokenId),
  },
  {
    name: 'manager-immune',
    summary: 'A revoked manager is still let in.',
    wrap: ({ clock }) => overlooked(clock, ({ kind }) => kind === 'manager'),
  },
  {
    name: 'lower-case-scheme-bypasses',
    summary: 'A revoked token is accepted when the scheme is written in another case than "Bearer".',
    wrap: ({ clock }) => overlooked(clock, (_, { request }) => !(valuesOf(request, 'authorization')[0] ?? '').startsWith('Bearer ')),
  },
  {
    name: 'page-bypasses',
    summary: 'A revoked token is accepted from a browser, for which answers are taken from a cache.',
    wrap: ({ clock }) => overlooked(clock, (_, { request }) => (valuesOf(request, 'user-agent')[0] ?? '').startsWith('Mozilla/')),
  },
  {
    name: 'body-revives',
    summary: 'A second revocation stores what its body says of the record, and `"revoked_at": null` brings the token back.',
    wrap({ clock }) {
      const revived = new Set<string>()
      return {
        ...overlooked(clock, ({ id }) => revived.has(id)),
        repeat: (next) => (record, exchange) => {
          if (/"revoked_at" *: *null/.test(new TextDecoder().decode(exchange.request.body))) revived.add(record.id)
          return next(record, exchange)
        },
      }
    },
  },
  {
    name: 'malformed-body-bypasses',
    summary: 'A body that is no JSON makes the revocation check fail open, and the body is ignored.',
    wrap: ({ clock }) => ({
      ...overlooked(clock, (_, exchange) => isBroken(exchange)),
      read: (next) => (exchange) => {
        const payload = next(exchange)
        const wasRevoked = callerOf(exchange)?.revocation !== undefined
        return isRefusal(payload) && payload.because === 'json' && wasRevoked ? { reason: null } : payload
      },
    }),
  },
  {
    name: 'checked-once-per-connection',
    summary: 'A token that was accepted on a connection is not checked again on it.',
    wrap({ clock }) {
      const accepted = new WeakMap<Connection, Set<string>>()
      return {
        ...overlooked(clock, ({ id }, { request }) => accepted.get(request.connection)?.has(id) === true),
        finish: (next) => (answer, exchange) => {
          const caller = callerOf(exchange)
          const { connection } = exchange.request
          if (caller !== undefined) accepted.set(connection, (accepted.get(connection) ?? new Set()).add(caller.id))
          return next(answer, exchange)
        },
      }
    },
  },
  {
    name: 'one-last-use',
    summary: 'A revoked token is accepted once more, because its first use afterwards is what refreshes the cache.',
    wrap({ clock }) {
      const used = new Set<string>()
      return overlooked(clock, ({ id }) => !used.has(id) && used.add(id).has(id))
    },
  },
  {
    name: 'sometimes-fails-open',
    summary: 'One in twenty checks of a revoked token fails, and lets it in.',
    parameter: { unit: 'checks', default: 20 },
    wrap({ clock, value }) {
      let checks = 0
      return overlooked(clock, () => (checks += 1) % value === 0)
    },
  },
  {
    name: 'busy-fails-open',
    summary: 'While more requests are in flight than the pool has connections, the revocation check is skipped.',
    parameter: { unit: 'requests', default: 8 },
    wrap({ clock, value }) {
      let inFlight = 0
      return {
        ...overlooked(clock, () => inFlight > value),
        credential: (next) => (exchange) => {
          inFlight += 1
          return next(exchange)
        },
        finish: (next) => async (answer, exchange) => {
          await pause(3)
          inFlight -= 1
          return next(answer, exchange)
        },
      }
    },
  },
  {
    name: 'lost-update',
    summary: 'Of several revocations at the same time only the last is kept, because each writes the whole blacklist back.',
    wrap({ clock }) {
      const acknowledged = new Set<string>()
      let blacklist: ReadonlySet<string> = new Set()
      return {
        ...overlooked(clock, ({ id }) => acknowledged.has(id) && !blacklist.has(id)),
        commit: (next) => async (target, order, exchange) => {
          const before = blacklist
          await pause(3)
          blacklist = new Set([...before, target.id])
          acknowledged.add(target.id)
          return next(target, order, exchange)
        },
      }
    },
  },
  {
    name: 'latest-target-wins',
    summary: 'The target is kept in a shared variable: of several revocations at the same time, all revoke the token of the latest.',
    wrap({ clock }) {
      let shared = ''
      return {
        commit: (next) => async (target, order, exchange) => {
          shared = target.id
          await pause(3)
          const meant = shared === target.id ? target : { ...target, id: shared }
          const outcome = await next(meant, order, exchange)
          return isRefusal(outcome) ? outcome : { first: true, token: { ...target, revocation: { at: clock(), ...order } } }
        },
      }
    },
  },
  {
    name: 'abandoned-half-done',
    summary: 'When the client goes away before its answer, the record is marked but the blacklist never written, also not later.',
    parameter: { unit: 'ms', default: 20 },
    wrap({ clock, value }) {
      const halfDone = new Set<string>()
      return {
        ...overlooked(clock, ({ id }) => halfDone.has(id)),
        commit: (next) => async (target, order, exchange) => {
          const outcome = await next(target, order, exchange)
          await pause(value)
          if (exchange.request.connection.closed) halfDone.add(target.id)
          return outcome
        },
      }
    },
  },
])

function isBroken({ request }: Exchange): boolean {
  return request.body.length > 0 && scanJson(new TextDecoder().decode(request.body)).error !== undefined
}
