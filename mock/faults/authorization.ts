import type { Connection } from '../pipeline/incoming.ts'
import type { Fault } from './fault.ts'
import { faultsOf } from './fault.ts'

/** Faults in which someone may revoke who may not. */
export const authorizationFaults: readonly Fault[] = faultsOf('authorization', [
  {
    name: 'outsider-may-revoke',
    summary: 'Nobody looks whether the caller has permission.',
    wrap: () => ({ forbid: () => () => undefined }),
  },
  {
    name: 'role-remembered',
    summary: 'Once a caller with permission has used a connection, everyone on it has permission.',
    wrap() {
      const permitted = new WeakSet<Connection>()
      return {
        forbid: (next) => (caller, target, exchange) => {
          const ban = next(caller, target, exchange)
          if (ban === undefined) permitted.add(exchange.request.connection)
          return permitted.has(exchange.request.connection) ? undefined : ban
        },
      }
    },
  },
  {
    name: 'repeat-unchecked',
    summary: 'A token that is already revoked is answered 201 to everyone, permission or not.',
    wrap: () => ({
      forbid: (next) => (caller, target, exchange) => (target.revocation === undefined ? next(caller, target, exchange) : undefined),
    }),
  },
])
