import { endOf } from '../../history/timeline.ts'
import { usesAfterDeath } from '../../history/witness.ts'
import type { Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import { wasRejectedBefore } from './revoked-is-rejected.ts'
import { acted, findingOf } from './use-after-death.ts'

const promised: Promised = {
  id: 'finality/stays-rejected',
  level: 'must',
  title: 'A token that was rejected once after its revocation is never accepted again',
  source: contract('description', 'Revoked tokens cannot be un-revoked.'),
}

export const staysRejected: Requirement = {
  ...promised,
  judge: (history) =>
    judgementOf(
      promised,
      history,
      usesAfterDeath(history)
        .filter((use) => !acted(history, use) && wasRejectedBefore(history, use))
        .map((use) => {
          if (use.answer !== 'accepted') return []
          const rejected = usesAfterDeath(history).find(
            (other) => other.life === use.life && other.answer === 'rejected' && endOf(other.exchange) < use.exchange.begin,
          )
          return [{ ...findingOf(use, rejected === undefined ? [] : [rejected.exchange]), key: 'accepted again' }]
        }),
    ),
}
