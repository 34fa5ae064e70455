import type { Exchange } from '../../history/events.ts'
import type { History } from '../../history/history.ts'
import { dateOf, headerOf, revokedAtIn } from '../../interpretation/answer.ts'
import type { Breach, Promised } from '../judging.ts'
import { judgementOf } from '../judging.ts'
import type { Requirement } from '../requirement.ts'
import { contract } from '../source.ts'
import type { Revocation } from './revocations.ts'
import { revocationsOf } from './revocations.ts'
import type { Dated } from './time-of-issue.ts'
import { areTimesOfIssue } from './time-of-issue.ts'

const promised: Promised = {
  id: 'envelope/timestamp-is-the-time',
  level: 'must',
  title: '`revoked_at` is the time of the revocation, on the target’s own clock',
  source: contract('description', 'Revoked token information with revocation timestamp.'),
}

/** Seconds of leeway for clocks of several machines behind one name, and beyond which a time is no time of this revocation. */
const leeway = 6
const wrong = 60

export const timestampIsTheTime: Requirement = {
  ...promised,
  judge: (history) => {
    const dated = revocationsOf(history).flatMap((revocation): readonly Dated[] => {
      if (!revocation.isOurs) return []
      const time = revokedAtIn(revocation.exchange)
      return time === undefined ? [] : [{ revocation, revokedAt: time.microseconds / 1e6 }]
    })
    if (areTimesOfIssue(history, dated)) return judgementOf(promised, history, timesOfIssue(history, dated))
    const undatedFirst = dated.find(({ revocation }) => revocation.isFirst && secondsOf(revocation.exchange) === undefined)
    return judgementOf(
      promised,
      history,
      dated.flatMap(({ revocation, revokedAt }) => {
        const window =
          windowOf(revocation) ??
          (revocation.isFirst && undatedFirst !== undefined ? relativeWindow(undatedFirst, revocation.exchange) : undefined)
        return window === undefined ? [] : [breachesIn(revocation, revokedAt, window)]
      }),
    )
  },
}

interface Window {
  readonly from: number
  readonly to: number
  readonly measuredBy: () => string
}

/** Between the beginning of the earliest request that may have revoked it and the end of this answer, by `Date` headers. */
function windowOf({ exchange, possible }: Revocation): Window | undefined {
  const to = secondsOf(exchange)
  if (to === undefined) return undefined
  const begin = possible[0]?.exchange.begin ?? exchange.begin
  return {
    from: to - ((exchange.end ?? exchange.begin) - begin) / 1000,
    to,
    measuredBy: () => `the answer's Date, ${headerOf(exchange.response?.headers ?? [], 'date')}`,
  }
}

/** Told by the oldest of the tokens, where it shows best. */
function timesOfIssue(history: History, dated: readonly Dated[]): readonly (readonly Breach[])[] {
  const ageOf = ({ token, exchange }: Revocation): number => exchange.begin - (history.issue(token.alias)?.end ?? exchange.begin)
  const first = dated.filter(({ revocation }) => revocation.isFirst)
  const [oldest] = first.toSorted((a, b) => ageOf(b.revocation) - ageOf(a.revocation))
  return first.map(({ revocation }) => {
    if (revocation !== oldest?.revocation) return []
    const age = (ageOf(revocation) / 1000).toFixed(1)
    return [
      {
        key: 'time of issue',
        expected: 'the time of the revocation',
        got: `${String(revocation.data['revoked_at'])}, when ${revocation.token.alias} was issued, ${age} s before`,
        exchanges: [revocation.exchange.id],
        at: '/data/revoked_at',
        hint: `Each of ${first.length} tokens has the time of its issue as \`revoked_at\`, however long it lived: another column may be read.`,
      },
    ]
  })
}

/** Without a `Date`: as long after another revocation's time as this request came after that one. */
function relativeWindow(other: Dated, exchange: Exchange): Window {
  const { begin, end } = other.revocation.exchange
  const from = other.revokedAt + (exchange.begin - (end ?? begin)) / 1000
  return {
    from,
    to: other.revokedAt + ((exchange.end ?? exchange.begin) - begin) / 1000,
    measuredBy: () => `the revocation of ${other.revocation.token.alias}`,
  }
}

function breachesIn({ exchange, data }: Revocation, revokedAt: number, { from, to, measuredBy }: Window): readonly Breach[] {
  const off = revokedAt < from ? revokedAt - from : revokedAt > to ? revokedAt - to : 0
  if (Math.abs(off) <= leeway) return []
  const seconds = `${Math.abs(Math.round(off))} s ${off < 0 ? 'before' : 'after'}`
  return [
    {
      level: Math.abs(off) > wrong ? 'must' : 'should',
      key: Math.abs(off) > wrong ? 'another time' : 'imprecise',
      expected: `the time of the revocation, by ${measuredBy()}`,
      got: `${String(data['revoked_at'])}, ${seconds} it`,
      exchanges: [exchange.id],
      at: '/data/revoked_at',
    },
  ]
}

/** Seconds since the epoch. */
function secondsOf({ response }: Exchange): number | undefined {
  const date = response === null ? undefined : dateOf(response)
  return date === undefined ? undefined : date / 1000
}
