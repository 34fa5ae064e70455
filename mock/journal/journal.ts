import type { JournalEntry, JournalMatch, JournalPage, NearMiss, VerifyRequest, WaitRequest } from '../control/generated/types.ts'
import { MockError } from '../errors.ts'
import type { Reader } from './describe.ts'
import { described } from './describe.ts'
import type { Entry } from './entry.ts'
import { headersOf } from './entry.ts'
import type { Log } from './log.ts'
import type { Criteria, Subject } from './match.ts'
import { differences, isMatch } from './match.ts'

/** Which part of a journal is wanted. */
export interface JournalQuery {
  readonly match?: JournalMatch
  /** At most so many, the latest first; default 100. */
  readonly limit?: number
  /** Only entries with a smaller, or a larger id. */
  readonly before?: number
  readonly after?: number
}

/** The requests to the contract that a world has seen, and what they were answered. */
export interface Journal {
  page(query?: JournalQuery): Promise<JournalPage>
  /** @throws MockError `NOT_FOUND`. */
  entry(id: number): JournalEntry
  /**
   * The first request that matches: one in the journal, or the next to come.
   *
   * @throws ExpectationError when none comes in time; default 5000 ms.
   */
  wait(request?: WaitRequest): Promise<JournalEntry>
  /**
   * How many requests matched.
   *
   * @throws ExpectationError when these are not as many as expected; default at least one.
   */
  verify(request?: VerifyRequest): Promise<number>
  readonly clear: () => void
}

/** Thrown when a journal does not show what was expected of it. */
export class ExpectationError extends MockError {
  /** How many requests matched. */
  readonly count: number
  /** Those that did not, but nearly. */
  readonly nearest: readonly NearMiss[]

  constructor(message: string, count: number, nearest: readonly NearMiss[]) {
    super('NOT_AS_EXPECTED', message)
    this.count = count
    this.nearest = nearest
  }
}

export interface JournalOptions {
  readonly log: Log
  readonly reader: Reader
  /** The id of the token that a text names, if it names one. */
  readonly idOf: (token: string) => Promise<string | undefined>
}

export function journalOf({ log, reader, idOf }: JournalOptions): Journal {
  return {
    async page({ match = {}, limit = 100, before, after = 0 } = {}) {
      const criteria = await resolved(match)
      const entries: Entry[] = []
      let next: number | null = null
      for (const entry of log.latest(before)) {
        if (entry.id <= after) break
        if (!isMatch(criteria, subjectOf(entry))) continue
        if (entries.length === limit) {
          next = entries.at(-1)?.id ?? null
          break
        }
        entries.push(entry)
      }
      return { entries: entries.map(shown), total: log.entries, dropped: log.dropped, next }
    },
    entry(id) {
      const entry = log.entry(id)
      if (entry === undefined) throw new MockError('NOT_FOUND', `The journal has no entry ${id}, or no longer.`)
      return shown(entry)
    },
    async wait({ match = {}, after = 0, timeout = 5000 } = {}) {
      const criteria = await resolved(match)
      const deadline = performance.now() + timeout
      let seen = after
      for (;;) {
        const found = entriesAfter(seen).find((entry) => isMatch(criteria, subjectOf(entry)))
        if (found !== undefined) return shown(found)
        seen = log.last
        const left = deadline - performance.now()
        if (left <= 0 || log.closed) {
          const end = log.closed ? 'before the mock was closed, or its world forgotten' : `within ${timeout} ms`
          throw new ExpectationError(`No request${inWords(match)} came ${end}.`, 0, nearest(criteria, entriesAfter(after)))
        }
        await within(log.more(), left)
      }
    },
    async verify({ match = {}, ...expected } = {}) {
      const criteria = await resolved(match)
      const all = entriesAfter(0)
      const count = all.filter((entry) => isMatch(criteria, subjectOf(entry))).length
      const objection = objectionTo(count, expected, log.dropped)
      if (objection === undefined) return count
      throw new ExpectationError(
        `Expected ${objection}${inWords(match)}: there ${count === 1 ? 'was 1' : `were ${count}`}.`,
        count,
        nearest(criteria, all),
      )
    },
    clear() {
      log.clear()
      log.change('journal-cleared', {})
    },
  }

  async function resolved(match: JournalMatch): Promise<Criteria> {
    return match.target === undefined ? match : { ...match, targetId: await idOf(match.target) }
  }

  /** Oldest first. */
  function entriesAfter(id: number): Entry[] {
    const entries: Entry[] = []
    for (const entry of log.latest()) {
      if (entry.id <= id) break
      entries.push(entry)
    }
    return entries.toReversed()
  }

  function shown(entry: Entry): JournalEntry {
    return described(entry, reader)
  }

  function nearest(criteria: Criteria, entries: readonly Entry[]): NearMiss[] {
    return entries
      .map((entry) => ({ entry, differs: differences(criteria, subjectOf(entry)) }))
      .filter(({ differs }) => differs.length > 0)
      .toSorted((a, b) => a.differs.length - b.differs.length || b.entry.id - a.entry.id)
      .slice(0, 3)
      .map(({ entry, differs }) => ({ entry: shown(entry), differs }))
  }
}

function subjectOf(entry: Entry): Subject {
  const { method, target, caller, tokenId, reason, status, effect, forced } = entry
  return {
    method,
    target,
    caller,
    tokenId,
    reason,
    status,
    effect,
    forced,
    get headers() {
      return headersOf(entry)
    },
  }
}

/** What was expected and is not so, in words; `undefined` when it is. */
function objectionTo(count: number, { times, at_least, at_most }: Omit<VerifyRequest, 'match'>, dropped: number): string | undefined {
  const least = times ?? at_least ?? (at_most === undefined ? 1 : 0)
  const most = times ?? at_most ?? Infinity
  // What has been dropped may have matched.
  const isCertain = most === Infinity || dropped === 0
  if (count >= least && count <= most && isCertain) return undefined
  const lost = isCertain ? '' : ` (${dropped} older ones have been dropped, so nobody can tell)`
  if (times !== undefined) return `exactly ${requests(times)}${lost}`
  if (most === Infinity) return `at least ${requests(least)}`
  return `${least > 0 ? `${least} to ${most} requests` : `at most ${requests(most)}`}${lost}`
}

function requests(count: number): string {
  return count === 1 ? '1 request' : `${count} requests`
}

function inWords(match: JournalMatch): string {
  const parts = Object.entries(match).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  return parts.length === 0 ? '' : ` with ${parts.join(', ')}`
}

async function within(event: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  await Promise.race([
    event,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    }),
  ])
  clearTimeout(timer)
}
