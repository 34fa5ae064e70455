import { groupBy } from '../../history/group.ts'
import type { History } from '../../history/history.ts'
import { saysNothing } from '../../history/says-nothing.ts'
import { endOf, timelineOf } from '../../history/timeline.ts'
import { revokedAtIn } from '../../interpretation/answer.ts'
import { assessmentsOf } from '../../interpretation/assessment.ts'
import type { Due } from '../../interpretation/due.ts'
import { isFault, permissionRows } from '../../interpretation/rows.ts'
import type { Breach, Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import type { Revocation } from './revocations.ts'
import { revocationsOf } from './revocations.ts'
import { unitOf } from './unit-of.ts'

const promised: Promised = {
  id: 'envelope/first-record-is-kept',
  level: 'must',
  title: 'Whoever revokes a revoked token sees the first revocation’s `jti` and `revoked_at`',
  source: contract('description', 'Revoked tokens cannot be un-revoked.'),
}

/** Two answers about one token, in sequence or in a race, tell of one revocation (I5). */
export const firstRecordIsKept: Requirement = {
  ...promised,
  judge: (history) => {
    const revocations = revocationsOf(history)
    const byToken = [...groupBy(revocations, ({ token }) => token.alias).values()].filter((sightings) => sightings.length > 1)
    const judged = byToken.map(changesIn)
    return { ...judgementOf(promised, history, judged), exercised: Math.max(askedAgainIn(history).size, judged.length) }
  },
}

/**
 * Tokens of which somebody who may be told of the revocation asked for it once more, also where the target refuses that.
 * Whoever has no say, or asks for something else besides, is refused before any record is read.
 */
function askedAgainIn(history: History): ReadonlySet<string> {
  const timeline = timelineOf(history)
  const isRepeat = ({ rows }: Due): boolean => rows.includes(permissionRows.repeat) && !rows.some(isFault)
  const tokens = assessmentsOf(history).flatMap(({ exchange, reading: { target }, dues }) => {
    if (target.kind !== 'token' || saysNothing(exchange) || !dues.some(isRepeat)) return []
    return endOf(exchange) > (timeline.life(target.alias)?.ack ?? Number.POSITIVE_INFINITY) ? [target.alias] : []
  })
  return new Set(tokens)
}

function changesIn(sightings: readonly Revocation[]): readonly Breach[] {
  const [first, ...later] = sightings.toSorted((a, b) => (a.exchange.end ?? 0) - (b.exchange.end ?? 0))
  if (first === undefined) return []
  return later.flatMap((sighting) => {
    const exchanges = [first.exchange.id, sighting.exchange.id]
    const [before, after] = [timeOf(first), timeOf(sighting)]
    const moved = before !== undefined && after !== undefined && Math.abs(after - before) > Math.max(unitOf(before), unitOf(after))
    const expected = `what the first answer about ${first.token.alias} said`
    if (moved) {
      const got = `${String(sighting.data['revoked_at'])} after ${String(first.data['revoked_at'])}`
      return [{ key: 'revoked_at', expected: `${expected}: ${String(first.data['revoked_at'])}`, got, exchanges, at: '/data/revoked_at' }]
    }
    const renamed =
      typeof first.data['jti'] === 'string' && typeof sighting.data['jti'] === 'string' && first.data['jti'] !== sighting.data['jti']
    if (!renamed) return []
    return [
      {
        key: 'jti',
        expected,
        got: `jti ${JSON.stringify(sighting.data['jti'])} after ${JSON.stringify(first.data['jti'])}`,
        exchanges,
        at: '/data/jti',
      },
    ]
  })
}

/** µs since the epoch. */
function timeOf({ exchange }: Revocation): number | undefined {
  return revokedAtIn(exchange)?.microseconds
}
