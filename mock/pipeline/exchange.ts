import type { Token } from '../model/token.ts'
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
  /** Who is calling, or why nobody is. Set before anything else is decided. */
  caller: Token | Refusal | undefined
  /** What the body says, or why it cannot be read. Not set where nobody looked. */
  payload: Payload | Refusal | undefined
  /** The token of the path, once it has been found. */
  target: Token | undefined
}
