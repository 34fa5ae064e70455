import type { Revocation, Token } from '../model/token.ts'

/** A value now, or a promise of one: a store in memory answers at once, one on disk or behind a network later. */
export type MaybePromise<Value> = Value | Promise<Value>

/** Gives the value to `use`: at once where it is there, else when it comes. */
export function after<Value, Result>(value: MaybePromise<Value>, use: (value: Value) => MaybePromise<Result>): MaybePromise<Result> {
  return value instanceof Promise ? value.then(use) : use(value)
}

/** A token and the digest of its secret, as a store keeps them. */
export interface Entry {
  readonly token: Token
  /** SHA-256 of the secret, in base64url. */
  readonly digest: string
}

/**
 * Where tokens live. What has been acknowledged is seen by every later call, through every handle.
 *
 * Secrets never reach a store: look-ups are by digest, so their cost tells nothing about how much of a secret was right.
 */
export interface Store {
  /** The token whose secret has this digest, dead or alive. */
  bySecret(digest: string): MaybePromise<Token | undefined>
  /** The token of this id, which is compared exactly. */
  byId(id: string): MaybePromise<Token | undefined>
  /**
   * Revokes a token, atomically: of any number of calls for one token the first wins, and all of them get its record.
   * `first` tells the winner. `undefined` when there is no such token.
   */
  revoke(id: string, revocation: Revocation): MaybePromise<{ readonly token: RevokedRecord; readonly first: boolean } | undefined>
  /** Adds tokens; all of them or none. */
  add(entries: readonly Entry[]): MaybePromise<void>
  /** Every token in the order it was added. */
  list(): MaybePromise<readonly Token[]>
  /** Forgets everything and starts from these. */
  reset(entries: readonly Entry[]): MaybePromise<void>
}

/** A token that has been revoked. */
export type RevokedRecord = Token & { readonly revocation: Revocation }
