import { useMemo } from 'preact/hooks'
import type { JournalEntry } from '../../../control/generated/types.ts'
import type { Filter } from './filter.ts'
import { everything, filterOf } from './filter.ts'

/** The entries that pass the filter, the latest first. */
export function useShown(entries: readonly JournalEntry[], filter: Filter): readonly JournalEntry[] {
  return useMemo(() => {
    const isAll = filter.words.trim() === '' && filter.outcome === everything.outcome
    return isAll ? entries.toReversed() : entries.filter(filterOf(filter)).toReversed()
  }, [entries, filter])
}
