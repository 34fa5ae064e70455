import { readRequest } from '../interpretation/request.ts'
import type { Blame } from './blame.ts'
import { blamedDeathsOf } from './blame.ts'
import { isAcceptance, suspectsOf, tellingUses } from './deaths.ts'
import type { Exchange } from './events.ts'
import type { History } from './history.ts'
import { derived } from './origin.ts'
import type { Life } from './timeline.ts'
import { endOf } from './timeline.ts'
import { usesAfterDeath } from './witness.ts'

/**
 * Requests that a token may have died of before an answer to its revocation, although they should not have touched it: those of
 * the kind that wrong deaths of this run are blamed on, and revocations that did not end the token that they named. What the
 * answer tells may be about one of them; that is their breach and no other.
 */
export function wrongEndsOf(history: History, life: Life, answer: Exchange): readonly Exchange[] {
  const blames = blamesIn(history)
  const astray = survivorsIn(history)
  if (blames.size === 0 && astray.size === 0) return []
  const lastAlive = tellingUses(history, life).findLast((use) => isAcceptance(use) && endOf(use) < life.first)
  const from = lastAlive?.begin ?? history.issue(life.token.alias)?.begin ?? 0
  const { refusals, revocationsOfOthers, strangers } = suspectsOf(history, life, from, endOf(answer))
  return [
    ...(blames.has('a refusal') ? refusals : []),
    ...(blames.has('another token')
      ? [...revocationsOfOthers, ...strangers]
      : revocationsOfOthers.filter((exchange) => readRequest(history, exchange).names.some((alias) => astray.has(alias)))),
  ]
}

const blamesIn = derived((history: History): ReadonlySet<Blame> => new Set(blamedDeathsOf(history).map(({ blame }) => blame)))

/** Tokens that were accepted after their acknowledged revocation. */
const survivorsIn = derived(
  (history: History): ReadonlySet<string> =>
    new Set(usesAfterDeath(history).flatMap(({ life, answer }) => (answer === 'accepted' ? [life.token.alias] : []))),
)
