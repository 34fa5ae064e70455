import type { Standing } from '../model/revocation.ts'
import type { Token } from '../model/token.ts'
import type { MaybePromise, RevokedRecord } from '../store/store.ts'
import type { Answer } from './answer.ts'
import type { Payload } from './body.ts'
import type { Credential } from './credential.ts'
import type { Exchange } from './exchange.ts'
import type { Incoming } from './incoming.ts'
import type { Refusal } from './refusal.ts'
import type { Place } from './routing.ts'

/**
 * The steps an answer is made of, in the order they are taken. Each does one thing and is replaceable: a fault is a
 * mock in which one or two of them are wrapped by something wrong.
 */
export interface Steps {
  /** Where the request leads. */
  route(request: Incoming): Place
  /** What the request carries to say who it is. */
  credential(exchange: Exchange): Credential
  /** The token a secret belongs to, dead or alive. */
  identify(secret: string, exchange: Exchange): MaybePromise<Token | undefined>
  /** Whether a token may be used for authentication. */
  standing(token: Token, exchange: Exchange): Standing
  /** The caller, or why nobody is let in. */
  admit(identity: Identity, exchange: Exchange): Token | Refusal
  /** What the body says. */
  read(exchange: Exchange): Payload | Refusal
  /** The token the path names. */
  locate(tokenId: string, caller: Token, exchange: Exchange): MaybePromise<Token | Refusal>
  /** What forbids the caller to revoke the target, if anything does. */
  forbid(caller: Token, target: Token, exchange: Exchange): Refusal | undefined
  /** What in the state of the target stands against its first revocation, if anything does. */
  object(caller: Token, target: Token, exchange: Exchange): Refusal | undefined
  /** Revokes the target; the first to do so wins. */
  commit(target: Token, order: Order, exchange: Exchange): MaybePromise<Committed | Refusal>
  /** What a revocation after the first is answered with: the record, or a refusal. */
  repeat(record: RevokedRecord, exchange: Exchange): MaybePromise<RevokedRecord | Refusal>
  /** The JSON value of a 201. */
  envelope(record: RevokedRecord, exchange: Exchange): unknown
  /** The answer to a request that is not carried out. */
  refuse(refusal: Refusal, exchange: Exchange): MaybePromise<Answer>
  /** The last word on every answer. */
  finish(answer: Answer, exchange: Exchange): MaybePromise<Answer>
}

/** What is known of the caller: the token exists only with a bearer credential that somebody was given once. */
export interface Identity {
  readonly credential: Credential
  readonly token?: Token
  readonly standing?: Standing
}

/** Who wants a token revoked, and why. */
export interface Order {
  readonly by: string
  readonly reason: string | null
}

/** The record that stands after a revocation, and whether it is the one just asked for. */
export interface Committed {
  readonly token: RevokedRecord
  readonly first: boolean
}
