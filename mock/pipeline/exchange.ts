import type { Token } from '../model/token.ts'
import type { Payload } from './body.ts'
import type { Incoming } from './incoming.ts'
import type { Refusal } from './refusal.ts'
import type { Place } from './routing.ts'

/** Who is calling, or why nobody is. */
export type Admission = { readonly kind: 'admitted'; readonly caller: Token } | { readonly kind: 'refused'; readonly refusal: Refusal }

/** One request on its way through the pipeline, and what each step found out about it. */
export interface Exchange {
  readonly request: Incoming
  readonly place: Place
  /** Set before anything else is decided. */
  admission: Admission | undefined
  /** Set once the body has been read. */
  payload: Payload | undefined
  /** Set once the token of the path has been found. */
  target: Token | undefined
}
