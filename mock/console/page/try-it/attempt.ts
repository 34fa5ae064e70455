/** A revocation to be tried. */
export interface Attempt {
  /** The bearer; `undefined` for none. */
  readonly secret: string | undefined
  /** What stands in the path for `token_id`. */
  readonly tokenId: string
  /** Sent as it is, as JSON; `undefined` for no body. */
  readonly body: string | undefined
  /** The status that is asked for with `Prefer`, when the mock is not to decide. */
  readonly prefer?: number
}
