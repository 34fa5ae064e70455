import type { History } from '../../history/history.ts'
import type { Life } from '../../history/timeline.ts'
import { timelineOf } from '../../history/timeline.ts'
import type { UseAfterDeath } from '../../history/witness.ts'
import { reactionTo, usesAfterDeath } from '../../history/witness.ts'
import { isPlain, readRequest } from '../../interpretation/request.ts'
import type { Breach, Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { isAtRest, isSettledAfter } from './rest.ts'
import { firstRejections, wasRejectedBefore } from './revoked-is-rejected.ts'
import { acted, findingOf } from './use-after-death.ts'

const promised: Promised = {
  id: 'finality/stays-rejected',
  level: 'must',
  title: 'A token that was rejected once after its revocation is never accepted again',
  source: contract('description', 'Revoked tokens cannot be un-revoked.'),
}

export const staysRejected: Requirement = {
  ...promised,
  judge: (history) => judgementOf(promised, history, [...afterAcknowledgements(history), ...afterLostAnswers(history)]),
}

function afterAcknowledgements(history: History): readonly (readonly Breach[])[] {
  return usesAfterDeath(history)
    .filter((use) => use.answer !== 'unclear' && !acted(history, use) && wasRejectedBefore(history, use))
    .map((use) => {
      if (use.answer !== 'accepted') return []
      const rejected = firstRejections(history).get(use.life)
      return [{ ...findingOf(use, rejected === undefined ? [] : [rejected]), key: 'accepted again', ...hintAbout(history, use) }]
    })
}

/** What no sequence of this one token shows: a list that keeps the latest revocations only. */
function hintAbout(history: History, { life, exchange }: UseAfterDeath): { hint?: string } {
  const isMeanwhile = ({ ack, token }: Life): boolean => ack > life.ack && ack < exchange.begin && token !== life.token
  const count = [...timelineOf(history).lives].filter(isMeanwhile).length
  if (count === 0) return {}
  return {
    hint: `${count} other token${count === 1 ? ' was' : 's were'} revoked in between: it may have been pushed out, or forgotten in time.`,
  }
}

/** Without an acknowledgement a rejection proves the death only at rest, and an acceptance counts only once it is settled: rule 5. */
function afterLostAnswers(history: History): readonly (readonly Breach[])[] {
  const timeline = timelineOf(history)
  const { propagation } = history.header
  return [...timeline.lives].flatMap((life) => {
    const touch = life.touches.find(({ mayHaveRevoked }) => mayHaveRevoked)
    if (touch === undefined || Number.isFinite(life.ack)) return []
    const probes = life.uses.filter(
      (use) => use.begin > touch.exchange.begin && isProbe(history, life, use) && isAtRest(life, use, propagation),
    )
    const rejected = probes.find((use) => reactionTo(history, use) === 'rejected')
    if (rejected === undefined) return []
    return probes
      .filter((use) => isSettledAfter(rejected, use, propagation))
      .map((use) => {
        if (reactionTo(history, use) !== 'accepted') return []
        return [
          {
            key: 'accepted again, without an answer to its revocation',
            expected: '401, as before',
            got: `${use.response?.status}, as for a live one`,
            exchanges: [touch.exchange.id, rejected.id, use.id],
            tokens: [life.token.alias],
            at: 'status',
          },
        ]
      })
  })
}

/** Whether nothing but the death of the token could explain a 401. */
function isProbe(history: History, life: Life, use: Life['uses'][number]): boolean {
  const reading = readRequest(history, use)
  if (use.end === null || !isPlain(reading) || reading.target.kind === 'token') return false
  if (reading.credential.kind !== 'token' || reading.credential.spelling !== 'exact') return false
  return (
    !life.isOpen && !timelineOf(history).isUnsettled(use) && !timelineOf(history).credentialStates(life.token.alias, use).has('expired')
  )
}
