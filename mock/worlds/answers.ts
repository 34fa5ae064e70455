import type { ForcedAnswers } from '../answers/forced-answers.ts'
import type { Log } from '../journal/log.ts'
import type { World } from './world.ts'

/**
 * The forced answers of a world, whose every change is told. That one has been given is in the journal.
 *
 * @param idOf The id of the token that a text names, if it names one.
 */
export function answersOf(waiting: ForcedAnswers, log: Log, idOf: (token: string) => Promise<string | undefined>): World['answers'] {
  const tell = (): void => log.change('answers', { answers: waiting.list() })
  return {
    async force(order) {
      const target = order.match?.target
      const answer = waiting.force(order, target === undefined ? undefined : await idOf(target))
      tell()
      return answer
    },
    list: waiting.list,
    forget(id) {
      if (id === undefined) waiting.clear()
      else waiting.forget(id)
      tell()
    },
  }
}
