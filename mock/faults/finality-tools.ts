import { standingOf } from '../model/revocation.ts'
import type { Token } from '../model/token.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { isRefusal } from '../pipeline/refusal.ts'
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

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Whether the target is the caller. */
export function isSelf(target: Token, { caller }: Exchange): boolean {
  return caller !== undefined && !isRefusal(caller) && caller.id === target.id
}
