import type { ForcedAnswer, ForcedAnswerOrder, PlannedAnswer } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import type { Criteria, Subject } from '../journal/match.ts'
import { isMatch } from '../journal/match.ts'

/** The answers that wait for the next requests that match, in the order they are tried. */
export interface ForcedAnswers {
  readonly list: () => ForcedAnswer[]
  /**
   * Adds one at the end.
   *
   * @param targetId The id of the token that its match names as the target, where it does.
   * @throws MockError `TOO_MANY`.
   */
  force(order: ForcedAnswerOrder, targetId: string | undefined): ForcedAnswer
  /** @throws MockError `NOT_FOUND`. */
  forget(id: number): void
  clear(): void
  /** Whether there are any. */
  readonly waiting: boolean
  /** The answer for a request, which is thereby given. */
  take(subject: Subject): PlannedAnswer | undefined
}

/** How many may wait at once. */
const most = 1000

interface Waiting {
  readonly id: number
  readonly criteria: Criteria
  readonly order: ForcedAnswerOrder
  left: number
}

export function forcedAnswers(): ForcedAnswers {
  let all: Waiting[] = []
  let issued = 0
  return {
    list: () => all.map(shown),
    force(order, targetId) {
      if (all.length >= most) throw new MockError('TOO_MANY', `${most} forced answers are waiting already. Forget some of them.`)
      issued += 1
      const waiting = { id: issued, criteria: { ...order.match, targetId }, order, left: order.times ?? 1 }
      all.push(waiting)
      return shown(waiting)
    },
    forget(id) {
      const rest = all.filter((waiting) => waiting.id !== id)
      if (rest.length === all.length) throw new MockError('NOT_FOUND', `There is no forced answer ${id}. Has it been given?`)
      all = rest
    },
    clear() {
      all = []
    },
    get waiting() {
      return all.length > 0
    },
    take(subject) {
      const found = all.find(({ criteria }) => isMatch(criteria, subject))
      if (found === undefined) return undefined
      found.left -= 1
      if (found.left === 0) all = all.filter((waiting) => waiting !== found)
      return found.order.answer
    },
  }
}

function shown({ id, order, left }: Waiting): ForcedAnswer {
  return { id, match: order.match ?? {}, answer: order.answer, left }
}
