import type { Revocation, Token, TokenKind } from '../model/token.ts'

/** A value now, or a promise of one: a store in memory answers at once, one on disk or behind a network later. */
export type MaybePromise<Value> = Value | Promise<Value>

/** Gives the value to `use`: at once where it is there, else when it comes. */
export function after<Value, Result>(value: MaybePromise<Value>, use: (value: Value) => MaybePromise<Result>): MaybePromise<Result> {
  return value instanceof Promise ? value.then(use) : use(value)
}

/**
 * Where tokens live, in worlds that never meet. What has been acknowledged is seen by every later call, through every
 * handle, process and machine that the kind of store reaches.
 *
 * A world begins with the first write to it. The names of worlds and snapshots are `isName`, which their doors check.
 */
export interface Store {
  /** A handle on one world. Costs nothing, creates nothing, and may be kept. */
  world(name: string): WorldStore
  /** The names of the worlds that have begun, sorted. */
  worlds(): MaybePromise<readonly string[]>
  /** Forgets a world and its snapshots; whether there was one. */
  drop(name: string): MaybePromise<boolean>
  /** Whether the store can answer now. Never throws. */
  health(): MaybePromise<StoreHealth>
  /** Lets what was begun end, and lets go of files and connections. No call may follow. */
  close(): Promise<void>
}

/** Whether a store can answer; if not, a sentence that says why. */
export type StoreHealth = { readonly ready: true } | { readonly ready: false; readonly why: string }

/**
 * The tokens of one world.
 *
 * Secrets never reach a store: look-ups are by digest, so their cost tells nothing about how much of a secret was right.
 */
export interface WorldStore {
  /** The token whose secret has this digest, dead or alive. */
  bySecret(digest: string): MaybePromise<Token | undefined>
  /** The token of this id, which is compared exactly. */
  byId(id: string): MaybePromise<Token | undefined>
  /** What `bySecret` and `byId` would say, of one moment. There only where asking twice is dear: behind a network. */
  readonly both?: (digest: string, id: string) => Promise<Both>
  /**
   * Revokes a token, atomically: of any number of calls for one token the first wins, and all of them get its record.
   * `first` tells the winner. `undefined` when there is no such token.
   */
  revoke(id: string, revocation: Revocation): MaybePromise<{ readonly token: RevokedRecord; readonly first: boolean } | undefined>
  /** Moves the end of a token's life, in milliseconds since 1970; a revocation stays. `undefined` when there is no such token. */
  expire(id: string, at: number): MaybePromise<Token | undefined>

  /** Adds tokens; all of them or none. One whose id is there already stays as it is. */
  add(entries: readonly Entry[]): MaybePromise<void>
  /**
   * Takes the next `count` numbers of a kind, which nobody else gets, and returns the first of them. They follow on the
   * number of tokens of the kind that the world was started from.
   */
  reserve(kind: TokenKind, count: number): MaybePromise<number>
  /** So many tokens in the order they were added, after those of an earlier page. */
  page(request: PageRequest): MaybePromise<Page>
  /** How many tokens there are. */
  size(): MaybePromise<number>

  /** Starts the world from these, unless it has begun, atomically; whether it did. */
  start(entries: readonly Entry[]): MaybePromise<boolean>
  /** Forgets every token and every reserved number, and starts from these. Snapshots stay. */
  reset(entries: readonly Entry[]): MaybePromise<void>

  /** Keeps the world as it is now under a name, in the place of what had the name before. */
  save(name: string): MaybePromise<void>
  /** Puts the world back to how it was saved, tokens and numbers alike; `false` when nothing was saved under the name. */
  restore(name: string): MaybePromise<boolean>
  /** What has been saved, sorted by name. */
  snapshots(): MaybePromise<readonly Snapshot[]>
  /** Forgets a snapshot; whether there was one. */
  forget(name: string): MaybePromise<boolean>
}

/** The token of a digest, and the token of an id. */
export interface Both {
  readonly ofDigest: Token | undefined
  readonly ofId: Token | undefined
}

/** A token and the digest of its secret, as a store keeps them. */
export interface Entry {
  readonly token: Token
  /** SHA-256 of the secret, in base64url. */
  readonly digest: string
}

/** A token that has been revoked. */
export type RevokedRecord = Token & { readonly revocation: Revocation }

/** Which part of a list is wanted. */
export interface PageRequest {
  /** `Page.next` of the page before. After a reset or a restore it may lead anywhere in the list, but nowhere else. */
  readonly after?: string | undefined
  /** From 1 to 10,000. */
  readonly limit: number
}

/** A part of a list. */
export interface Page {
  readonly tokens: readonly Token[]
  /** Asks for what follows; absent on the last page. Digits only. */
  readonly next?: string
}

/** A saved state of a world. */
export interface Snapshot {
  readonly name: string
  /** How many tokens it holds. */
  readonly tokens: number
}

/** Whether a text can name a world or a snapshot: 1 to 64 letters, digits, `_`, and not at the start `.` and `-`. */
export function isName(text: string): boolean {
  return /^\w[\w.-]{0,63}$/.test(text)
}

/** Whether a text has the form of `Page.next`. */
export function isCursor(text: string): boolean {
  return /^\d{1,15}$/.test(text)
}

/** The world of requests that name none. */
export const defaultWorld = 'default'
