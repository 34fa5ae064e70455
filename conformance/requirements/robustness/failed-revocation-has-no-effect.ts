import { tellingUses } from '../../history/deaths.ts'
import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import type { Life } from '../../history/timeline.ts'
import { endOf, timelineOf } from '../../history/timeline.ts'
import type { Breach, Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { rfc } from '../source.ts'

const promised: Promised = {
  id: 'robustness/failed-revocation-has-no-effect',
  level: 'may',
  title: 'A revocation that failed, or that was never answered, did not end the token',
  source: rfc(
    9110,
    '9.2.2',
    'A client SHOULD NOT automatically retry a request with a non-idempotent method unless it has some means to know that the request semantics are actually idempotent, regardless of the method, or some means to detect that the original request was never applied.',
  ),
}

/** That it failed has a requirement of its own; whether the token is dead all the same is worth knowing (I8). */
export const failedRevocationHasNoEffect: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      [...timelineOf(history).lives].flatMap((life) => {
        const [first, second] = life.touches.filter(({ mayHaveRevoked }) => mayHaveRevoked)
        if (first === undefined || life.isOpen || !hasFailed(first.exchange)) return []
        const next = nextProbe(history, life, first.exchange, second?.exchange)
        return next === undefined ? [] : [breachesIn(first.exchange, next)]
      }),
    ),
}

function breachesIn(failed: Exchange, next: Exchange): readonly Breach[] {
  if (next.response?.status !== 401) return []
  const outcome = failed.response === null ? (failed.failure?.message ?? 'no answer') : String(failed.response.status)
  return [
    {
      key: failed.response === null ? 'no answer' : String(failed.response.status),
      expected: 'a live token, or 201',
      got: `401 for the token, after ${outcome} for its revocation`,
      exchanges: [failed.id, next.id],
      at: 'status',
    },
  ]
}

/** What we gave up ourselves has not failed. */
function hasFailed({ response, end, failure }: Exchange): boolean {
  if (response !== null && end !== null) return response.status >= 500
  return failure !== null && !['aborted', 'interrupted', 'connect'].includes(failure.code)
}

/** The first use that tells what became of the token, before anything else may have ended it. */
function nextProbe(history: History, life: Life, failed: Exchange, second: Exchange | undefined): Exchange | undefined {
  const over = failed.end ?? failed.failure?.at ?? failed.begin
  return tellingUses(history, life).find((use) => use.begin > over && endOf(use) < (second?.begin ?? Number.POSITIVE_INFINITY))
}
