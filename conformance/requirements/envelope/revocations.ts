import type { Exchange, TokenRecord } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import type { Issues } from '../../history/issues.ts'
import { derived } from '../../history/origin.ts'
import { countUpTo } from '../../history/search.ts'
import { endOf, timelineOf } from '../../history/timeline.ts'
import { wrongEndsOf } from '../../history/wrong-ends.ts'
import { revocationIn } from '../../interpretation/answer.ts'
import type { RequestReading } from '../../interpretation/request.ts'
import { readRequest } from '../../interpretation/request.ts'
import { uuidOf } from '../../interpretation/uuid.ts'

/** One 201 that tells of a revocation of an issued token. */
export interface Revocation {
  readonly token: TokenRecord
  readonly exchange: Exchange
  readonly reading: RequestReading
  /** The envelope's `data`. */
  readonly data: Readonly<Record<string, unknown>>
  /** Nothing else may have revoked the token before this answer ended, so what it tells is about this very request (I10). */
  readonly isFirst: boolean
  /** Nobody but these requests may have revoked it: a target may itself have ended a token that is past its time. */
  readonly isOurs: boolean
  /**
   * All requests that may have revoked the token and began before this answer ended, in the order in which they began; this one
   * included, and where the target is known to end tokens wrongly, what may have ended this one.
   */
  readonly possible: readonly { readonly exchange: Exchange; readonly reading: RequestReading }[]
}

/**
 * Every such 201 whose `data` is not the record of another token, by its id: what that record tells besides is true of the
 * other token, and `envelope/id-is-the-named-token` says all there is to say.
 */
export const revocationsOf: (history: History) => readonly Revocation[] = derived((history: History) => {
  const aliases = aliasesById(history.issues)
  return revocationAnswersOf(history).filter(({ token, data: { id } }) => {
    if (typeof id !== 'string' || id === token.id) return true
    const told = aliases.get(sameId(id))
    return told === undefined || told === token.alias || sameId(token.id) === sameId(id)
  })
})

const aliasesById = derived((issues: Issues) => new Map(issues.all.map(({ token }) => [sameId(token.id), token.alias])))

/** An id in whichever spelling. */
export function sameId(id: string): string {
  return uuidOf(id) ?? id
}

/** Every 201 with `data`, whatever it tells, by token and in order. */
export const revocationAnswersOf: (history: History) => readonly Revocation[] = derived((history: History) => {
  const timeline = timelineOf(history)
  return [...timeline.lives].flatMap((life) => {
    // In the order in which they began: what was possible by an instant is a beginning of this list.
    const revoking = life.touches.filter((touch) => touch.mayHaveRevoked)
    const expired = revoking.findIndex(({ exchange }) => timeline.targetStates(life.token.alias, exchange).has('expired'))
    return revoking
      .filter((touch) => touch.acknowledged)
      .flatMap(({ exchange, reading }) => {
        const data = revocationIn(exchange)
        if (data === undefined) return []
        const count = countUpTo(revoking, endOf(exchange), (touch) => touch.exchange.begin)
        const mayHaveExpired = expired >= 0 && expired < count
        const isOurs = life.token.kind !== 'expired' && !mayHaveExpired && !life.isOpen
        return [
          {
            token: life.token,
            exchange,
            reading,
            data,
            isFirst: isOurs && count === 1 && wrongEndsOf(history, life, exchange).length === 0,
            isOurs,
            // Of a token that was revoked ten thousand times, all these lists at once would not fit into memory.
            get possible() {
              const own = revoking.slice(0, count)
              const wrong = wrongEndsOf(history, life, exchange).map((end) => ({ exchange: end, reading: readRequest(history, end) }))
              return wrong.length === 0 ? own : inOrder([...own, ...wrong])
            },
          },
        ]
      })
  })
})

function inOrder<Asked extends { readonly exchange: Exchange }>(requests: readonly Asked[]): readonly Asked[] {
  return requests.toSorted((a, b) => a.exchange.begin - b.exchange.begin)
}
