import type { History } from '../../history/history.ts'
import type { Revocation } from './revocations.ts'
import { unitOf } from './unit-of.ts'

/** A revocation whose `revoked_at` is a date-time. */
export interface Dated {
  readonly revocation: Revocation
  /** Seconds since the epoch. */
  readonly revokedAt: number
}

/** Fewer tokens, or of fewer answers of the provisioner, might agree by chance. */
const fewest = { tokens: 12, batches: 3 }

/** Seconds by which the times must miss the revocations at the least, however fine they are. */
const miss = 0.5
/** By how much better the issues must explain them: a target may take its time before or after the answer that tells of an issue. */
const better = 10

/**
 * Whether the times of a run tell when its tokens were issued, and not when they were revoked: one constant, the distance of
 * the target's clock from ours, explains all of them by the one, and none does by the other. Clocks of several machines
 * cannot bring this about, since they would have to differ by the very age of each token; so no leeway is needed, and a run
 * of a few seconds shows it.
 */
export function areTimesOfIssue(history: History, dated: readonly Dated[]): boolean {
  const first = dated.filter(({ revocation }) => revocation.isFirst)
  const issues = first.flatMap(({ revocation }) => history.issue(revocation.token.alias) ?? [])
  if (first.length < fewest.tokens || new Set(issues.map(({ batch }) => batch)).size < fewest.batches) return false
  const unit = Math.min(...first.map(({ revokedAt }) => unitOf(Math.round(revokedAt * 1e6)) / 1e6))
  const byIssue = gapOf(first, unit, ({ token }) => history.issue(token.alias))
  const byRevocation = gapOf(first, unit, ({ exchange: { begin, end } }) => ({ begin, end: end ?? begin }))
  const narrowest = Math.min(...issues.map(({ begin, end }) => (end - begin) / 1000))
  return byRevocation > Math.max(miss, narrowest + 2 * unit) && byIssue <= byRevocation / better
}

/** Seconds by which one constant fails to explain how far each time lies from the span in which it was taken; at most 0: it does. */
function gapOf(
  dated: readonly Dated[],
  unit: number,
  spanOf: (revocation: Revocation) => { readonly begin: number; readonly end: number } | undefined,
): number {
  const offsets = dated.flatMap(({ revocation, revokedAt }) => {
    const span = spanOf(revocation)
    return span === undefined ? [] : [{ least: revokedAt - unit - span.end / 1000, most: revokedAt + unit - span.begin / 1000 }]
  })
  return Math.max(...offsets.map(({ least }) => least)) - Math.min(...offsets.map(({ most }) => most))
}
