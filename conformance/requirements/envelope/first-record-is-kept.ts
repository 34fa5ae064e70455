import { instantOf } from '../../../contract/index.ts'
import { groupBy } from '../../history/group.ts'
import { endOf, timelineOf } from '../../history/timeline.ts'
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
    // Whoever asked again exercised it, also where the target refuses a second revocation.
    const askedAgain = [...timelineOf(history).lives].filter(({ touches, ack }) => touches.some((touch) => endOf(touch.exchange) > ack))
    const judged = byToken.map(changesIn)
    return { ...judgementOf(promised, history, judged), exercised: Math.max(askedAgain.length, judged.length) }
  },
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
function timeOf({ data }: Revocation): number | undefined {
  return typeof data['revoked_at'] === 'string' ? instantOf(data['revoked_at'])?.microseconds : undefined
}
