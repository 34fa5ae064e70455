import type { Exchange } from '../history/events.ts'
import { pushTo } from '../history/group.ts'
import type { History } from '../history/history.ts'
import { memoized } from '../history/memo.ts'
import { endOf } from '../history/timeline.ts'
import type { Observed, Quantity } from './contrast.ts'
import type { DeadUse } from './dead-uses.ts'
import type { Witnessed } from './diagnosis.ts'
import type { Surroundings } from './surroundings.ts'

/** What a use of a revoked token may have, in the order of how much it explains. */
export function traitsOfUse(history: History, uses: readonly Observed<DeadUse>[], around: Surroundings): readonly Witnessed<DeadUse>[] {
  return [
    {
      having: 'with `Bearer` in another case',
      often: 'the check depends on how the scheme is written',
      holds: ({ reading: { credential } }) => credential.kind === 'token' && credential.spelling === 'scheme',
    },
    ...bodyTraitsIn(uses),
    ...doorsIn(history),
    {
      having: 'on a connection that had let this token in before its revocation',
      often: 'a credential is looked up once per connection, and remembered with it',
      holds: (use) => letInBefore(around, use).length > 0,
      isAboutConnection: true,
      witnesses: (use) => letInBefore(around, use).slice(-1),
    },
    {
      having: 'after another token was issued to the same owner',
      often: 'issuing a token resets a state that is kept by owner',
      holds: (use) => wasReissued(history, use),
    },
    {
      having: 'after it had been revoked once more',
      often: 'revoking is written as a switch, or the second revocation overwrites the first',
      holds: ({ life, exchange, revocation }) =>
        life.touches.some((touch) => touch.mayHaveRevoked && touch.exchange !== revocation && touch.exchange.begin < exchange.begin),
    },
    {
      having: 'at the first use after the revocation',
      often: 'a cache of credentials that only the next use refreshes',
      holds: ({ isFirst }) => isFirst,
    },
    {
      having: 'when it asked to revoke a token',
      holds: ({ reading }) => reading.route === 'revoke' && reading.target.kind === 'token',
    },
    {
      having: 'on another connection than that of the revocation',
      often: 'every worker has a list of its own',
      holds: ({ exchange, revocation }) => exchange.connection !== revocation.connection,
    },
  ]
}

export function quantitiesOfUse(around: Surroundings): readonly Quantity<DeadUse>[] {
  return [
    {
      of: ({ age }) => Math.round(age),
      atMost: (ms) => ({
        having: `up to ${ms} ms after the revocation`,
        often: `${ms < 1000 ? 'times compared in whole seconds, ' : ''}a cache of credentials with a time to live, or news that travels by a queue`,
      }),
      atLeast: (ms) => ({
        having: `from ${ms} ms after the revocation on`,
        often: 'an entry of the blacklist that expires before the token does',
      }),
    },
    {
      of: ({ life, exchange }) => around.countRevoked(life.ack, exchange.begin),
      atLeast: (count) => ({
        having: `after ${count} or more other tokens had been revoked`,
        often: 'a blacklist that keeps so many entries and drops the oldest',
      }),
    },
    {
      of: ({ exchange }) => around.countBeside(exchange),
      atLeast: (count) => ({
        having: `while ${count} or more other requests were under way`,
        often: 'a pool or a time limit is exhausted, and the check fails open',
      }),
    },
  ]
}

/** What a token, or its revocation, may have. */
export function traitsOfToken(around: Surroundings): readonly Witnessed<DeadUse>[] {
  return [
    ...(['manager', 'revocable', 'outsider'] as const).map((kind) => ({
      having: kind === 'revocable' ? 'that may revoke nothing' : `of kind ${kind}`,
      ...(kind === 'manager' ? { often: 'an exception, or a cache of its own, for privileged users' } : {}),
      holds: ({ life }: DeadUse) => life.token.kind === kind,
    })),
    {
      having: 'that had revoked themselves',
      holds: ({ life, revoked: { credential } }) => credential.kind === 'token' && credential.alias === life.token.alias,
    },
    {
      having: 'revoked by another spelling of their id',
      often: 'the id is stored as it was written, and looked up in another form',
      holds: ({ revoked: { target } }) => target.kind === 'token' && target.spelling === 'other',
    },
    { having: 'revoked without a reason', holds: ({ revoked: { body } }) => typeof body.reason !== 'string' || body.reason === '' },
    {
      having: 'revoked with an apostrophe in the reason',
      often: 'a statement that is put together from texts, and whose failure nobody hears of',
      holds: ({ revoked: { body } }) => body.reason?.includes("'") === true,
    },
    ...(
      ['nul', 'surrogate', 'chunked', 'odd keys', 'duplicate keys', 'exotic media type', 'other media type', 'deep nesting'] as const
    ).map((trait) => ({
      having: `revoked by a body with this about it: ${trait}`,
      holds: ({ revoked: { body } }: DeadUse) => body.traits.includes(trait),
    })),
    {
      having: 'that were in use while they were revoked',
      often: 'a lookup that began before the revocation fills a cache after it',
      holds: ({ life, revocation }) => life.uses.some((use) => use !== revocation && isBeside(use, revocation)),
    },
    {
      having: 'of which another revocation had got no answer before',
      often: 'work that is given up half done when the caller goes away',
      holds: ({ life, revocation }) =>
        life.touches.some(({ exchange, mayHaveRevoked }) => mayHaveRevoked && exchange.end === null && exchange.begin < revocation.begin),
    },
    {
      having: 'of which several revocations were under way at once',
      holds: ({ life, revocation }) => life.touches.some(({ exchange }) => exchange !== revocation && isBeside(exchange, revocation)),
    },
    {
      having: 'revoked while another token was being revoked',
      often: 'the whole list is read, changed and written back without a lock, or a variable is shared by requests',
      holds: ({ revocation }) => around.revocationsBeside(revocation).length > 0,
      witnesses: ({ revocation }) => around.revocationsBeside(revocation).slice(-1),
    },
    {
      having: 'that had been let in before their revocation was over',
      often: 'a cache of credentials, which revoking does not empty',
      holds: ({ life, revocation }) =>
        life.uses.some((use) => use !== revocation && use.begin < endOf(revocation) && use.response?.status !== 401),
    },
  ]
}

export const quantitiesOfToken: readonly Quantity<DeadUse>[] = [
  {
    of: ({ revoked: { body } }) => body.reason?.length ?? 0,
    atLeast: (length) => ({
      having: `revoked with a reason of ${length} or more characters`,
      often: 'a column that is too short, and an error that nobody hears of',
    }),
  },
]

function bodyTraitsIn(uses: readonly Observed<DeadUse>[]): readonly Witnessed<DeadUse>[] {
  const wrong = uses.filter(({ isWrong }) => isWrong)
  const traits = new Set(wrong.flatMap(({ sample }) => sample.reading.body.traits))
  return [...traits].map((trait) => ({
    having: `with a body that has this about it: ${trait}`,
    often: 'an error before the check lets the request through',
    holds: ({ reading }) => reading.body.traits.includes(trait),
  }))
}

function doorsIn({ header }: History): readonly Witnessed<DeadUse>[] {
  if (header.doors.length < 2) return []
  return header.doors.map(({ name, url, operation }) => ({
    having: operation === undefined ? `through ${name} (${url})` : `at ${operation}`,
    often: operation === undefined ? 'a replica that hears of revocations late, or never' : 'an operation with a check of its own',
    holds: ({ exchange }) => exchange.door === name,
  }))
}

function letInBefore(around: Surroundings, { life, exchange, revocation }: DeadUse): readonly Exchange[] {
  return around.letInOn(exchange.connection, life.token.alias).filter((earlier) => endOf(earlier) < endOf(revocation))
}

function wasReissued(history: History, { life, exchange }: DeadUse): boolean {
  const { owner } = life.token
  if (owner === undefined) return false
  return (issuesByOwner(history).get(owner) ?? []).some((end) => end > life.ack && end < exchange.begin)
}

/** When tokens were issued, by their owner. */
const issuesByOwner = memoized((history: History): ReadonlyMap<string, readonly number[]> => {
  const times = new Map<string, number[]>()
  for (const { token, end } of history.issued) if (token.owner !== undefined) pushTo(times, token.owner, end)
  return times
})

function isBeside(one: Exchange, other: Exchange): boolean {
  return one.begin < endOf(other) && endOf(one) > other.begin
}
