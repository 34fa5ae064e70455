import type { Entry } from './entry.ts'
import { shelfOf } from './shelf.ts'

/** Something else that happened: what became of tokens, switches, the clock. */
export interface Change {
  readonly kind: 'journal-cleared' | 'token' | 'tokens' | 'switches' | 'answers' | 'time' | 'snapshots'
  readonly id: number
  /** As it is shown. */
  readonly shown: object
}

/** What a log holds. Ids grow by one. */
export type Happening = Entry | Change

/** What has happened in one world, the latest of it: bounded in number and in memory. */
export interface Log {
  /** The id of the latest; 0 before there is any. */
  readonly last: number
  /** The id that the next one must be given. */
  readonly next: number
  /** How many entries it holds, how many it was ever given, and how many it has let go of since it was last cleared. */
  readonly entries: number
  readonly recorded: number
  readonly dropped: number
  /** Adds an entry whose id is `next`. */
  record(entry: Entry): void
  change(kind: Change['kind'], shown: object): void
  /** So many of those with larger ids, oldest first; `undefined` when some of them are gone. */
  since(id: number, limit: number): readonly Happening[] | undefined
  /** The entries with ids below `before`, latest first. */
  latest(before?: number): Generator<Entry>
  entry(id: number): Entry | undefined
  /** Resolves when something has been added, the log has been closed, or somebody has nudged. */
  more(): Promise<void>
  /** Lets whoever waits look again, for what is in no log. */
  readonly nudge: () => void
  /** Lets go of every entry. */
  clear(): void
  /** Nothing more will happen; whoever waits is told. */
  readonly close: () => void
  readonly closed: boolean
}

export interface LogLimits {
  /** How many happenings are held. */
  readonly capacity: number
  /** How much memory they may keep, roughly, in bytes. */
  readonly memory: number
}

export function logOf({ capacity, memory }: LogLimits): Log {
  // A ring that grows up to its capacity: `ring[id % capacity]`, for the ids from `first` to `last`. Entries are on the shelf.
  const shelf = shelfOf()
  let ring: (Change | 'entry' | undefined)[] = []
  let first = 1
  let last = 0
  let weight = 0
  let entries = 0
  let recorded = 0
  let dropped = 0
  let closed = false
  let waiting: (() => void)[] = []

  /** The place of the next happening. */
  function nextPlace(): number {
    if (last - first + 1 >= capacity) drop()
    last += 1
    return last % capacity
  }

  function drop(): void {
    const place = first % capacity
    const oldest = ring[place]
    ring[place] = undefined
    first += 1
    if (oldest !== 'entry') return
    weight -= shelf.drop(place)
    entries -= 1
    dropped += 1
  }

  function wake(): void {
    if (waiting.length === 0) return
    const woken = waiting
    waiting = []
    for (const resolve of woken) resolve()
  }

  function at(id: number): Happening | undefined {
    if (id < first || id > last) return undefined
    const place = id % capacity
    const happening = ring[place]
    return happening === 'entry' ? shelf.get(place) : happening
  }

  return {
    get last() {
      return last
    },
    get next() {
      return last + 1
    },
    get entries() {
      return entries
    },
    get recorded() {
      return recorded
    },
    get dropped() {
      return dropped
    },
    get closed() {
      return closed
    },
    record(entry) {
      const place = nextPlace()
      ring[place] = 'entry'
      shelf.put(place, entry)
      entries += 1
      recorded += 1
      weight += entry.weight
      while (weight > memory && first < last) drop()
      wake()
    },
    change(kind, shown) {
      const place = nextPlace()
      ring[place] = { kind, id: last, shown }
      wake()
    },
    since(id, limit) {
      if (id < first - 1 || id > last) return undefined
      const happenings: Happening[] = []
      for (let next = id + 1; next <= last && happenings.length < limit; next += 1) {
        const happening = at(next)
        if (happening !== undefined) happenings.push(happening)
      }
      return happenings
    },
    *latest(before = last + 1) {
      for (let id = Math.min(before - 1, last); id >= first; id -= 1) {
        const happening = at(id)
        if (happening?.kind === 'journal') yield happening
      }
    },
    entry(id) {
      const happening = at(id)
      return happening?.kind === 'journal' ? happening : undefined
    },
    more: () =>
      new Promise((resolve) => {
        if (closed) resolve()
        else waiting.push(resolve)
      }),
    nudge: wake,
    clear() {
      ring = []
      shelf.clear()
      first = last + 1
      weight = 0
      entries = 0
      dropped = 0
    },
    close() {
      closed = true
      wake()
    },
  }
}
