import type { Token } from '../model/token.ts'
import type { Connection } from '../pipeline/incoming.ts'
import { valuesOf } from '../pipeline/incoming.ts'
import { isRefusal, refusal } from '../pipeline/refusal.ts'
import { anyone } from './anyone.ts'
import type { Fault } from './fault.ts'
import { faultsOf } from './fault.ts'
import { idOf, refusing } from './tools.ts'

/** Faults in which the wrong callers are let in, or the right refusal is told the wrong way. */
export const authenticationFaults: readonly Fault[] = faultsOf('authentication', [
  {
    name: 'anonymous-may-revoke',
    summary: 'No credential is needed.',
    wrap: () => ({ admit: (next) => (identity, exchange) => (identity.credential.kind === 'none' ? anyone : next(identity, exchange)) }),
  },
  {
    name: 'unknown-token-accepted',
    summary: 'Every bearer token that looks like one is accepted; nobody looks it up.',
    wrap: () => ({
      admit: (next) => (identity, exchange) =>
        identity.credential.kind === 'bearer' && identity.token === undefined ? anyone : next(identity, exchange),
    }),
  },
  {
    name: 'expired-may-revoke',
    summary: 'Expired credentials are accepted, with every permission.',
    wrap: () => ({
      standing: (next) => (token, exchange) => {
        const standing = next(token, exchange)
        return standing === 'expired' ? 'live' : standing
      },
      forbid: (next) => (caller, target, exchange) => (caller.kind === 'expired' ? undefined : next(caller, target, exchange)),
    }),
  },
  {
    name: 'identity-sticks',
    summary: 'A connection remembers who used it first; later requests on it need no credential, or have a bad one forgiven.',
    wrap() {
      const remembered = new WeakMap<Connection, Token>()
      return {
        admit: (next) => (identity, exchange) => {
          const { connection } = exchange.request
          const caller = next(identity, exchange)
          if (isRefusal(caller)) return remembered.get(connection) ?? caller
          if (!remembered.has(connection)) remembered.set(connection, caller)
          return caller
        },
      }
    },
  },
  {
    name: 'second-authorization-bypasses',
    summary: 'Of two Authorization lines the first is checked and the second believed, so that a dead token is let in behind another.',
    wrap: () => ({
      credential: (next) => (exchange) => {
        const lines = valuesOf(exchange.request, 'authorization')
        const secret = lines.length > 1 ? /^bearer +(\S+)$/i.exec(lines.at(-1) ?? '')?.[1] : undefined
        return secret === undefined ? next(exchange) : { kind: 'bearer', secret }
      },
      admit: (next) => (identity, exchange) =>
        identity.token !== undefined && valuesOf(exchange.request, 'authorization').length > 1 ? identity.token : next(identity, exchange),
    }),
  },
  {
    name: 'forbidden-for-missing-credential',
    summary: 'A missing credential is answered 403 where 401 is due.',
    wrap: () =>
      refusing(
        ({ because }, { credential }) => because === 'credential' && credential?.kind === 'none',
        () => refusal('credential', 403),
      ),
  },
  {
    name: 'bad-request-for-bad-token',
    summary: 'An unknown, expired or revoked token is answered 400 where 401 is due.',
    wrap: () =>
      refusing(
        ({ because }, { credential }) => because === 'credential' && credential?.kind === 'bearer',
        () => refusal('credential', 400),
      ),
  },
  {
    name: 'existence-told-to-strangers',
    summary: 'Who is not authenticated is answered 404 for an unknown id, and so learns which ids exist.',
    wrap: ({ store }) => ({
      refuse: (next) => async (why, exchange) => {
        const isHidden = why.because === 'credential' && (await store.byId(idOf(exchange))) === undefined
        return next(isHidden ? refusal('target', 404) : why, exchange)
      },
    }),
  },
  {
    name: 'no-www-authenticate',
    level: 'should',
    summary: 'A 401 has no WWW-Authenticate header.',
    wrap: () => ({
      finish: (next) => (answer, exchange) => {
        const { 'www-authenticate': _, ...headers } = answer.headers
        return next({ ...answer, headers }, exchange)
      },
    }),
  },
  {
    name: 'case-sensitive-scheme',
    level: 'should',
    summary: 'The scheme is compared with regard to case, so that "bearer" is refused.',
    wrap: () => ({
      credential: (next) => (exchange) =>
        (valuesOf(exchange.request, 'authorization')[0] ?? 'Bearer ').startsWith('Bearer ') ? next(exchange) : { kind: 'none' },
    }),
  },
])
