import type { Token } from '../model/token.ts'
import type { RevokedRecord } from '../store/store.ts'
import type { Delivery } from '../switches/delivery.ts'
import type { Standing } from '../model/revocation.ts'
import type { Payload } from './body.ts'
import type { Credential } from './credential.ts'
import type { Incoming } from './incoming.ts'
import type { Refusal } from './refusal.ts'
import type { Place } from './routing.ts'

/** One request on its way through the pipeline, and what each step found out about it. */
export interface Exchange {
  readonly request: Incoming
  readonly place: Place
  /** What the request carries to say who it is. */
  credential: Credential | undefined
  /** The token that the credential belongs to, dead or alive, and how it stood. */
  bearer: Token | undefined
  standing: Standing | undefined
  /** A token that the store has told together with the bearer, and the id that it was asked for. */
  ahead: { readonly id: string; readonly token: Token | undefined } | undefined
  /** Who is calling, or why nobody is. Set before anything else is decided. */
  caller: Token | Refusal | undefined
  /** What the body says, or why it cannot be read. Not set where nobody looked. */
  payload: Payload | Refusal | undefined
  /** The token of the path, once it has been found. */
  target: Token | undefined
  /** The record of a revocation, when this was it. */
  record: RevokedRecord | undefined
  /** Why the request was not carried out. */
  refusal: Refusal | undefined
  /** Whether it was the revocation of its target, or told an earlier one again. */
  effect: 'revoked' | 'repeated' | 'none'
  /** What forced the answer, in the place of the state. */
  forced: 'answer' | 'Prefer' | undefined
  /** How the answer is to be delivered, where that was asked for this one. */
  delivery: Delivery | undefined
}

/** An exchange of which nothing is known yet but where it leads. */
export function exchangeOf(request: Incoming, place: Place): Exchange {
  return {
    request,
    place,
    credential: undefined,
    bearer: undefined,
    standing: undefined,
    ahead: undefined,
    caller: undefined,
    payload: undefined,
    target: undefined,
    record: undefined,
    refusal: undefined,
    effect: 'none',
    forced: undefined,
    delivery: undefined,
  }
}
