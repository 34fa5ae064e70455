import { blamedDeathsOf } from '../../history/blame.ts'
import { tellingUses } from '../../history/deaths.ts'
import type { Exchange } from '../../history/events.ts'
import { saysNothing } from '../../history/says-nothing.ts'
import type { Life } from '../../history/timeline.ts'
import { endOf, timelineOf } from '../../history/timeline.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

const promised: Promised = {
  id: 'isolation/other-tokens-live-on',
  level: 'must',
  title: 'A revocation ends the named token and no other',
  source: contract('description', '`token_id`: UUID of the token to revoke'),
}

export const otherTokensLiveOn: Requirement = {
  ...promised,
  judge: (history) => {
    const deaths = blamedDeathsOf(history).filter(({ blame }) => blame === 'another token')
    const breaches = deaths.map(({ life, lastAlive, refused, revocationsOfOthers, strangers, candidates }) => {
      const suspects = [...revocationsOfOthers.slice(-3), ...strangers.slice(-2)].toSorted((a, b) => a.begin - b.begin)
      return {
        key: causeOf(revocationsOfOthers.length, strangers.length),
        expected: 'a token that nobody revoked is accepted',
        got: '401',
        exchanges: [...new Set([lastAlive.id, ...suspects.map(({ id }) => id), refused.id])],
        tokens: [life.token.alias],
        at: 'status',
        ...(candidates.length > 1 ? { candidates: candidates.map(({ id }) => id) } : {}),
      }
    })
    // Looked at more than once while nothing was allowed to end them.
    const looks = (life: Life): readonly Exchange[] =>
      tellingUses(history, life).filter((use) => endOf(use) < life.first && !saysNothing(use))
    const untouched = [...timelineOf(history).lives].filter((life) => looks(life).length > 1)
    return {
      ...judgementOf(
        promised,
        history,
        breaches.map((breach) => [breach]),
      ),
      exercised: untouched.length,
    }
  },
}

function causeOf(revocationsOfOthers: number, strangers: number): string {
  if (revocationsOfOthers > 0) return 'died with another'
  return strangers > 0 ? 'died of a request for something else' : 'died of nothing that was sent'
}
