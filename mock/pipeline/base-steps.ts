import type { Contract, RevokeEnvelope } from '../../contract/index.ts'
import { operation } from '../../contract/index.ts'
import { mayRevoke, standingOf } from '../model/revocation.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Readings } from '../readings/readings.ts'
import type { RevokedRecord, Store } from '../store/store.ts'
import { after } from '../store/store.ts'
import type { MaybePromise } from '../store/store.ts'
import { errorAnswer } from './answer.ts'
import { payloadOf } from './body.ts'
import { credentialOf } from './credential.ts'
import type { Admission } from './exchange.ts'
import { valuesOf } from './incoming.ts'
import type { Refusal } from './refusal.ts'
import { routerOf } from './routing.ts'
import type { Steps } from './steps.ts'

/** What a mock knows and can do; time and digests come from outside. */
export interface World {
  readonly contract: Contract
  readonly store: Store
  readonly readings: Readings
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** SHA-256 in base64url. */
  readonly digest: (secret: string) => MaybePromise<string>
}

/** The steps of an implementation that keeps every promise of the contract, in the world's readings of it. */
export function baseSteps({ contract, store, readings, clock, digest }: World): Steps {
  const router = routerOf(contract)
  return {
    route: (request) => router(request.method, request.target),
    credential: ({ request }) => credentialOf(valuesOf(request, 'authorization')),
    identify: (secret) => after(digest(secret), (found) => store.bySecret(found)),
    standing: (token) => standingOf(token, clock()),
    admit({ credential, token, standing }) {
      if (credential.kind !== 'bearer') return unauthenticated('Not authenticated')
      if (token === undefined || standing === undefined) return unauthenticated('Invalid token')
      return standing === 'live' ? { kind: 'admitted', caller: token } : unauthenticated(`Token has ${deaths[standing]}`)
    },
    read: ({ request }) => payloadOf(request, contract),
    locate({ place }) {
      const id = uuidOf(place.kind === 'operation' ? place.tokenId : '')
      if (id === undefined) return refusal('id', readings['not-a-uuid'])
      return after(store.byId(id), (token) => token ?? refusal('target', '404'))
    },
    forbid: (caller, target) => (mayRevoke(caller, target) ? undefined : refusal('permission', readings.foreign)),
    object: (caller, target) => (caller.id === target.id && readings.self !== '201' ? refusal('state', readings.self) : undefined),
    commit: (target, order) =>
      after(store.revoke(target.id, { at: clock(), ...order }), (committed) => {
        if (committed === undefined) throw new Error(`The token ${target.id} was reset away while it was being revoked.`)
        return committed
      }),
    repeat: (record) => (readings.repeat === '201' ? record : refusal('state', readings.repeat)),
    envelope: envelopeOf,
    refuse: ({ status, detail, headers }) => errorAnswer(status, detail, headers),
    finish: (answer) => answer,
  }
}

const deaths = { revoked: 'been revoked', expired: 'expired' } as const

const challenge = { 'www-authenticate': operation.security.challenge }

function unauthenticated(detail: string): Admission {
  return { kind: 'refused', refusal: { because: 'credential', status: 401, detail, headers: challenge } }
}

const details: Readonly<Record<string, string>> = {
  '400': 'Invalid request parameters',
  '403': 'Not enough permissions',
  '404': 'Resource not found',
  '409': 'Token has already been revoked',
  '410': 'Token has already been revoked',
}

/** A refusal with a reading's status; a 422 names the id in the path, as FastAPI does. */
export function refusal(because: Refusal['because'], status: string): Refusal {
  const entry = { type: 'value_error', loc: ['path', 'token_id'], msg: 'Value error, this token cannot be revoked' }
  return { because, status: Number(status), detail: status === '422' ? [entry] : (details[status] ?? 'Refused') }
}

function envelopeOf({ id, jti, name, revocation }: RevokedRecord): RevokeEnvelope {
  return {
    success: true,
    message: 'Token revoked successfully',
    code: null,
    data: {
      id,
      jti,
      name,
      revoked_at: new Date(revocation.at).toISOString(),
      revoked_by: revocation.by,
      revocation_reason: revocation.reason,
    },
  }
}
