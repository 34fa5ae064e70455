import type { History } from '../../history/history.ts'
import { endOf } from '../../history/timeline.ts'
import type { UseAfterDeath } from '../../history/witness.ts'
import { usesAfterDeath } from '../../history/witness.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { acted, findingOf } from './use-after-death.ts'

const promised: Promised = {
  id: 'finality/revoked-is-rejected',
  level: 'must',
  title: 'A token is rejected from the instant its revocation is acknowledged',
  source: contract('description', 'The token is added to a blacklist and will be rejected on all future requests.'),
}

/** Acceptances before the first rejection; later ones are `stays-rejected`, acts `revoked-cannot-revoke`. */
export const revokedIsRejected: Requirement = {
  ...promised,
  judge: (history) => {
    const uses = usesAfterDeath(history).filter((use) => !acted(history, use) && !wasRejectedBefore(history, use))
    return judgementOf(
      promised,
      history,
      uses.map((use) => (use.answer === 'accepted' ? [{ ...findingOf(use), key: 'accepted', ...hint(history, use) }] : [])),
    )
  },
}

/** Whether the same token had been rejected in an earlier use. */
export function wasRejectedBefore(history: History, { life, exchange }: UseAfterDeath): boolean {
  return usesAfterDeath(history).some((use) => use.life === life && use.answer === 'rejected' && endOf(use.exchange) < exchange.begin)
}

function hint(history: History, { life, exchange }: UseAfterDeath): { hint?: string } {
  const later = usesAfterDeath(history).find((use) => use.life === life && use.answer === 'rejected' && use.exchange.begin > exchange.begin)
  if (later === undefined) return {}
  return {
    hint: `It was rejected ${Math.round(later.exchange.begin - life.ack)} ms after the revocation, and not before ${Math.round(exchange.begin - life.ack)} ms.`,
  }
}
