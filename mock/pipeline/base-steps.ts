import type { Contract } from '../../contract/index.ts'
import { mayRevoke, standingOf } from '../model/revocation.ts'
import type { Token } from '../model/token.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Readings } from '../readings/readings.ts'
import type { MaybePromise, WorldStore } from '../store/store.ts'
import { after } from '../store/store.ts'
import { admissionOf } from './admission.ts'
import { payloadOf } from './body.ts'
import { credentialOf } from './credential.ts'
import { envelopeOf } from './envelope.ts'
import type { Exchange } from './exchange.ts'
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
    identify: (secret, exchange) => after(digest(secret), (found) => bearerOf(found, exchange)),
    standing: (token) => standingOf(token, clock()),
    admit: (identity) => admissionOf(identity, readings),
    read: ({ request }) => payloadOf(request, contract, readings),
    locate(tokenId, caller, { ahead }) {
      const known = uuidOf(tokenId)
      const objection = overlong(tokenId, readings) ?? unlikeUuid(tokenId, known, readings)
      if (objection !== undefined) return objection
      const uuid = known ?? tokenId
      const located = ahead?.id === uuid ? ahead.token : store.byId(uuid)
      return after(located, (token) => token ?? unknown(uuid, caller.kind === 'manager'))
    },
    forbid: (caller, target) => (mayRevoke(caller, target) ? undefined : refusal('permission', readings.foreign)),
    object(caller, target) {
      if (caller.id === target.id) return readings.self === '201' ? undefined : refusal('state', readings.self)
      const isExpired = standingOf(target, clock()) === 'expired'
      return isExpired && readings['expired-target'] !== '201' ? refusal('state', readings['expired-target']) : undefined
    },
    commit: (target, { by, reason }) =>
      after(store.revoke(target.id, { at: clock(), by, reason }), (committed) => {
        if (committed === undefined) throw new Error(`The token ${target.id} was reset away while it was being revoked.`)
        return committed
      }),
    repeat: (record) => (readings.repeat === '201' ? record : refusal('state', readings.repeat)),
    envelope,
    refuse: (why) => errorAnswer(why, readings),
    finish: (answer) => answer,
  }

  /** The token of a digest. Where each question to the store takes its time, the token of the path is asked for with it. */
  function bearerOf(found: string, exchange: Exchange): MaybePromise<Token | undefined> {
    const { place } = exchange
    const id = store.both !== undefined && place.kind === 'operation' ? uuidOf(place.tokenId) : undefined
    if (store.both === undefined || id === undefined) return store.bySecret(found)
    return store.both(found, id).then(({ ofDigest, ofId }) => {
      exchange.ahead = { id, token: ofId }
      return ofDigest
    })
  }

  function unknown(uuid: string, mayRevokeOthers: boolean): ReturnType<typeof refusal> {
    return mayRevokeOthers ? unknownUuid(uuid, readings) : refusal('target', readings['foreign-unknown'])
  }
}
