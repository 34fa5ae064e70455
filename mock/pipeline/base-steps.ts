import type { Contract } from '../../contract/index.ts'
import { mayRevoke, standingOf } from '../model/revocation.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Readings } from '../readings/readings.ts'
import type { MaybePromise, WorldStore } from '../store/store.ts'
import { after } from '../store/store.ts'
import { admissionOf } from './admission.ts'
import { payloadOf } from './body.ts'
import { credentialOf } from './credential.ts'
import { envelopeOf } from './envelope.ts'
import { errorAnswer } from './error-bodies.ts'
import { overlong, unknownUuid, unlikeUuid } from './id-refusals.ts'
import { valuesOf } from './incoming.ts'
import { refusal } from './refusal.ts'
import { routerOf } from './routing.ts'
import type { Steps } from './steps.ts'

/** What a mock knows and can do; time and digests come from outside. */
export interface World {
  readonly contract: Contract
  readonly store: WorldStore
  readonly readings: Readings
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** SHA-256 in base64url. */
  readonly digest: (secret: string) => MaybePromise<string>
}

/** The steps of an implementation that keeps every promise of the contract, in the world's readings of it. */
export function baseSteps({ contract, store, readings, clock, digest }: World): Steps {
  const router = routerOf(contract, readings)
  const envelope = envelopeOf(readings)
  return {
    route: ({ method, target }) => router(method, target),
    credential: ({ request }) => credentialOf(valuesOf(request, 'authorization'), readings),
    identify: (secret) => after(digest(secret), (found) => store.bySecret(found)),
    standing: (token) => standingOf(token, clock()),
    admit: (identity) => admissionOf(identity, readings),
    read: ({ request }) => payloadOf(request, contract, readings),
    locate(tokenId, caller) {
      const objection = overlong(tokenId, readings) ?? unlikeUuid(tokenId, readings)
      if (objection !== undefined) return objection
      const uuid = uuidOf(tokenId) ?? tokenId
      return after(store.byId(uuid), (token) => token ?? unknown(uuid, caller.kind === 'manager'))
    },
    forbid: (caller, target) => (mayRevoke(caller, target) ? undefined : refusal('permission', readings.foreign)),
    object(caller, target) {
      if (caller.id === target.id) return readings.self === '201' ? undefined : refusal('state', readings.self)
      const isExpired = standingOf(target, clock()) === 'expired'
      return isExpired && readings['expired-target'] !== '201' ? refusal('state', readings['expired-target']) : undefined
    },
    commit: (target, order) =>
      after(store.revoke(target.id, { at: clock(), ...order }), (committed) => {
        if (committed === undefined) throw new Error(`The token ${target.id} was reset away while it was being revoked.`)
        return committed
      }),
    repeat: (record) => (readings.repeat === '201' ? record : refusal('state', readings.repeat)),
    envelope,
    refuse: (why) => errorAnswer(why, readings),
    finish: (answer) => answer,
  }

  function unknown(uuid: string, mayRevokeOthers: boolean): ReturnType<typeof refusal> {
    return mayRevokeOthers ? unknownUuid(uuid, readings) : refusal('target', readings['foreign-unknown'])
  }
}
