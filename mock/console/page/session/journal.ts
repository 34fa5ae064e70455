import type { JournalEntry } from '../../../control/generated/types.ts'

/** The entries the page keeps, the oldest first, by growing id. */
export interface Journal {
  readonly entries: readonly JournalEntry[]
  /** How many older ones are not here: those the mock or this page has let go of. */
  readonly dropped: number
}

/** The most entries a page keeps. */
const room = 10_000

export const emptyJournal: Journal = { entries: [], dropped: 0 }

/** With entries at its end; those it has already are not taken twice. */
export function grown({ entries, dropped }: Journal, added: readonly JournalEntry[]): Journal {
  const last = entries.at(-1)?.id ?? 0
  const all = [...entries, ...added.filter(({ id }) => id > last)]
  const excess = Math.max(0, all.length - room)
  return { entries: excess === 0 ? all : all.slice(excess), dropped: dropped + excess }
}

/** With older entries at its beginning, the latest of them first; as many as there is room for. */
export function withOlder({ entries, dropped }: Journal, older: readonly JournalEntry[]): Journal {
  const first = entries[0]?.id ?? Infinity
  const fitting = older.filter(({ id }) => id < first).slice(0, room - entries.length)
  return { entries: [...fitting.toReversed(), ...entries], dropped: dropped + older.length - fitting.length }
}
