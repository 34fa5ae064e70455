import { standingOf } from '../model/revocation.ts'
import type { Token } from '../model/token.ts'
import { uuidOf } from '../model/uuid.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import type { Refusal } from '../pipeline/refusal.ts'
import { isRefusal } from '../pipeline/refusal.ts'
import type { Steps } from '../pipeline/steps.ts'
import type { RevokedRecord } from '../store/store.ts'
import type { Bench, Wraps } from './fault.ts'

/** A revoked token stands as if it had never been revoked whenever `isOverlooked` says so. */
export function overlooked(
  clock: Bench['clock'],
  isOverlooked: (record: RevokedRecord, exchange: Exchange) => boolean,
): Required<Pick<Wraps, 'standing'>> {
  return {
    standing: (next) => (token, exchange) => {
      const standing = next(token, exchange)
      if (standing !== 'revoked' || !isOverlooked(token as RevokedRecord, exchange)) return standing
      const { revocation: _, ...before } = token
      return standingOf(before, clock())
    },
  }
}

/** The revocations for which `isIgnored` is true are answered as if they had been carried out, and are not. */
export function ignored(clock: Bench['clock'], isIgnored: (reason: string | null, target: Token, exchange: Exchange) => boolean): Wraps {
  const spared = new Set<string>()
  return {
    ...overlooked(clock, ({ id }) => spared.has(id)),
    commit: (next) => (target, order, exchange) => {
      if (isIgnored(order.reason, target, exchange)) spared.add(target.id)
      return next(target, order, exchange)
    },
  }
}

/** The caller, when one has been let in. */
export function callerOf({ caller }: Exchange): Token | undefined {
  return caller === undefined || isRefusal(caller) ? undefined : caller
}

/** Whether the target is the caller. */
export function isSelf(target: Token, exchange: Exchange): boolean {
  return callerOf(exchange)?.id === target.id
}

/** The id in the path, in its usual spelling where it is a UUID. */
export function idOf({ place }: Exchange): string {
  return place.kind === 'operation' ? (uuidOf(place.tokenId) ?? place.tokenId) : ''
}

/** What an application says that has failed. */
export const crash: Refusal = { because: 'state', status: 500, detail: 'Internal Server Error' }

/** Another answer to refusals of one kind. */
export function refusing(isMeant: (refusal: Refusal, exchange: Exchange) => boolean, instead: (refusal: Refusal) => Refusal): Wraps {
  return { refuse: (next) => (refusal, exchange) => next(isMeant(refusal, exchange) ? instead(refusal) : refusal, exchange) }
}

/** Another JSON value in the place of every 201's. */
export function enveloped(change: (envelope: Envelope, record: RevokedRecord, exchange: Exchange) => unknown): Wraps {
  return { envelope: (next) => (record, exchange) => change(next(record, exchange) as Envelope, record, exchange) }
}

/** Other values in the `data` of every 201. */
export function withData(change: (data: Envelope['data'], record: RevokedRecord, exchange: Exchange) => object): Wraps {
  return enveloped((envelope, record, exchange) => ({
    ...envelope,
    data: { ...envelope.data, ...change(envelope.data, record, exchange) },
  }))
}

/** The JSON value of a 201, before a fault has got at it. */
export interface Envelope {
  readonly data: Readonly<Record<string, unknown>>
}

/** Another outcome for bodies that a correct mock has read already. */
export function reading(change: (outcome: ReturnType<Steps['read']>, exchange: Exchange) => ReturnType<Steps['read']>): Wraps {
  return { read: (next) => (exchange) => change(next(exchange), exchange) }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
