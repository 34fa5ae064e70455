import type { History } from '../history/history.ts'
import { connectionGroups } from './connection-groups.ts'
import type { Contrast, Observed } from './contrast.ts'
import { contrastOf } from './contrast.ts'
import { quantitiesOfToken, quantitiesOfUse, traitsOfToken, traitsOfUse } from './dead-traits.ts'
import type { DeadUse } from './dead-uses.ts'
import { byToken, deadUsesIn } from './dead-uses.ts'
import type { Diagnosis } from './diagnosis.ts'
import { diagnosisOf, onlyTold, times } from './diagnosis.ts'
import { surroundingsIn } from './surroundings.ts'

/**
 * What distinguishes the uses of revoked tokens that were accepted from those that were rejected. Traits of a token and of its
 * revocation are counted by token, since its uses are no independent witnesses of them.
 */
export function diagnoseUsesAfterDeath(history: History): Diagnosis | undefined {
  const uses = deadUsesIn(history)
  const wrong = uses.filter(({ isWrong }) => isWrong).length
  if (wrong === 0) return undefined
  const best = bestContrast(history, uses)
  if (best?.score === 1) return toldBy(best, uses)
  const groups = tellGroups(uses)
  if (groups !== undefined) return onlyTold(groups)
  return best === undefined ? onlyTold(withoutPattern(wrong, uses.length)) : toldBy(best, uses)
}

/** Of fewer uses it means nothing that none was rejected, or that they have nothing in common. */
const enough = { all: 8, wrong: 3 }

function withoutPattern(wrong: number, all: number): string {
  const counts = `Accepted ${wrong} of the ${times(all)} that a revoked token was used`
  if (all < enough.all || wrong < enough.wrong) return `${counts}.`
  return wrong === all ? `${counts}. ${neverAsked}` : `${counts}; ${nothingInCommon}`
}

const neverAsked = 'Often: authentication never asks whether a token is revoked, or asks by another id than the one that was stored.'
const nothingInCommon =
  'no kind of token, of revocation or of request, no connection and no time accounts for it. Often: a check that fails open on an error, or one of several servers.'

interface Found extends Contrast<DeadUse> {
  readonly unit: 'token' | 'use'
}

function bestContrast(history: History, uses: readonly Observed<DeadUse>[]): Found | undefined {
  const around = surroundingsIn(history)
  const token = contrastOf(byToken(uses), traitsOfToken(around), quantitiesOfToken)
  const use = contrastOf(uses, traitsOfUse(history, uses, around), quantitiesOfUse(around))
  const found = [
    ...(token === undefined ? [] : [{ ...token, unit: 'token' as const }]),
    ...(use === undefined ? [] : [{ ...use, unit: 'use' as const }]),
  ]
  return found.toSorted((a, b) => b.score - a.score)[0]
}

function toldBy(found: Found, uses: readonly Observed<DeadUse>[]): Diagnosis {
  const { trait, having, others, unit } = found
  const counts =
    unit === 'use'
      ? `Accepted ${having.wrong} of ${times(having.all)} ${trait.having}, and ${others.wrong} of ${times(others.all)} otherwise`
      : `Accepted later: ${having.wrong} of ${having.all} tokens ${trait.having}, and ${others.wrong} of ${others.all} others`
  const samples = uses.map(({ sample }) => sample)
  return diagnosisOf(found, counts, samples)
}

function tellGroups(uses: readonly Observed<DeadUse>[]): string | undefined {
  const crossings = uses.map(({ sample: { revocation, exchange }, isWrong }) => ({
    revokedOn: revocation.connection,
    usedOn: exchange.connection,
    isAccepted: isWrong,
  }))
  if (connectionGroups(crossings) === undefined) return undefined
  const accepted = crossings.filter(({ isAccepted }) => isAccepted).length
  const counts = `Accepted ${accepted} of ${times(crossings.length)}, always on connections of another group than that of the revocation`
  return `${counts}: connections of one group know of each other's revocations only. Often: every worker or replica has a list of its own.`
}
