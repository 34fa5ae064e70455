import type { JournalEntry, JournalMatch } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import { listOf } from '../model/seeds.ts'
import type { World } from '../worlds/world.ts'
import { entryNames, readMatch } from './read-match.ts'
import type { Names } from './sentence.ts'
import { answerWords, requestWords } from './sentence.ts'
import { visible } from './visible.ts'

/**
 * Which requests are to be printed: all of them (`true`), or those that fit conditions such as `status=401,caller=manager-1`.
 *
 * @throws MockError `BAD_OPTION` for what is no condition.
 */
export function logFilterOf(flag: string | true | undefined): JournalMatch | undefined {
  if (flag === undefined || flag === true) return flag && {}
  const match = readMatch(flag.split(','), entryNames)
  if (match !== undefined) return match
  throw new MockError('BAD_OPTION', `The log cannot be of "${flag}". Write NAME=VALUE[,NAME=VALUE…] with ${entryNames.join(', ')}.`)
}

/** The requests that a world sees from now on, a line each. */
export async function* logged(world: Pick<World, 'events' | 'journal' | 'tokens'>, match: JournalMatch): AsyncGenerator<string> {
  const names = new Map(listOf(world.tokens).map(({ id, name }) => [id, name]))
  let last = 0
  for await (const batch of world.events()) {
    const ids = batch.flatMap(({ event, data }) => (event === 'journal' ? [data.id] : []))
    const [after, newest = last] = [last, ids.at(-1)]
    if (newest === after) continue
    last = newest
    const { entries } = await world.journal.page({ match, after, before: newest + 1, limit: ids.length })
    yield* entries.toReversed().map((entry) => lineOf(entry, names))
  }
}

/** What a client sent never moves the terminal. */
function lineOf(entry: JournalEntry, names: Names): string {
  const { at, hint, decided } = entry
  return visible(`${at}  ${answerWords(entry)}  ${requestWords(entry, names)}  ${hint ?? decided.because}`).replaceAll(/[\n\t]/g, ' ')
}
