import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { derived } from '../../history/origin.ts'
import type { Life } from '../../history/timeline.ts'
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
    const telling = uses.filter(({ answer }) => answer !== 'unclear')
    return {
      ...judgementOf(
        promised,
        history,
        telling.map((use) => (use.answer === 'accepted' ? [{ ...findingOf(use), key: 'accepted', ...hint(history) }] : [])),
      ),
      ...(telling.length === 0 && uses.length > 0 ? { reason: 'no answer to a revoked token showed whether it was accepted' } : {}),
    }
  },
}

/** Whether the same token had been rejected in an earlier use. */
export function wasRejectedBefore(history: History, { life, exchange }: UseAfterDeath): boolean {
  const first = firstRejections(history).get(life)
  return first !== undefined && endOf(first) < exchange.begin
}

/** Of each dead token the use whose rejection ended first. */
export const firstRejections: (history: History) => ReadonlyMap<Life, Exchange> = derived((history: History) => {
  const first = new Map<Life, Exchange>()
  for (const { life, answer, exchange } of usesAfterDeath(history)) {
    const known = first.get(life)
    if (answer === 'rejected' && (known === undefined || endOf(exchange) < endOf(known))) first.set(life, exchange)
  }
  return first
})

/** A delay that all tokens of the run agree about is worth knowing. */
const hint = derived((history: History): { hint?: string } => {
  const ages = (answer: UseAfterDeath['answer']): number[] =>
    usesAfterDeath(history)
      .filter((use) => use.answer === answer)
      .map(({ life, exchange }) => Math.round(exchange.begin - life.ack))
  const accepted = ages('accepted').reduce((a, b) => Math.max(a, b), 0)
  const rejected = ages('rejected').reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  if (rejected === Number.POSITIVE_INFINITY || rejected < accepted) return {}
  return { hint: `Revocations take effect late: accepted up to ${accepted} ms after them, rejected from ${rejected} ms on.` }
})
