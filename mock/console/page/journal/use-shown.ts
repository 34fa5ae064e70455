import { useMemo } from 'preact/hooks'
import type { JournalEntry } from '../../../control/generated/types.ts'
import type { Filter } from './filter.ts'
import { useSession } from '../session/current.ts'
import { everything, filterOf } from './filter.ts'

/** The entries that pass the filter, the latest first. */
export function useShown(entries: readonly JournalEntry[], filter: Filter): readonly JournalEntry[] {
  const names = useSession().names.value
  return useMemo(() => {
    const isAll = filter.words.trim() === '' && filter.outcome === everything.outcome
    return isAll ? entries.toReversed() : entries.filter(filterOf(filter, names)).toReversed()
  }, [entries, filter])
}
