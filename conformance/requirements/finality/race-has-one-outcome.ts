import type { Exchange } from '../../history/events.ts'
import type { Life } from '../../history/timeline.ts'
import { haveOverlapped } from '../../history/overlap.ts'
import { timelineOf } from '../../history/timeline.ts'
import { wrongDeathsOf } from '../../history/wrong-death.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'

const promised: Promised = {
  id: 'finality/race-has-one-outcome',
  level: 'must',
  title: 'Of several revocations at once that end a token, at least one is answered 201',
  source: contract('description', '**Returns:** Revoked token information with revocation timestamp.'),
}

/** Every racer got a definite refusal, and the token is dead all the same (rule 6). A lost answer would explain it, and makes no race. */
export const raceHasOneOutcome: Requirement = {
  ...promised,
  judge: (history) => {
    const races = [...timelineOf(history).lives].filter((life) => haveOverlapped(revocationsOf(life)))
    const deaths = wrongDeathsOf(history).filter(({ refusals }) => haveOverlapped(refusals))
    const breaches = deaths.map(({ life, lastAlive, refused, refusals }) => [
      {
        key: 'nobody won',
        expected: 'a live token, or 201 for one of the racers',
        got: `401 for the token, after ${refusals.map(({ response }) => response?.status).join(', ')} for the racers`,
        exchanges: [...new Set([lastAlive.id, ...refusals.map(({ id }) => id), refused.id])],
        tokens: [life.token.alias],
        at: 'status',
        candidates: refusals.map(({ id }) => id),
      },
    ])
    return { ...judgementOf(promised, history, breaches), exercised: races.length }
  },
}

function revocationsOf({ touches }: Life): readonly Exchange[] {
  return touches.filter(({ reading, exchange }) => reading.route === 'revoke' && exchange.end !== null).map(({ exchange }) => exchange)
}
