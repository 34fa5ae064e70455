import { useEffect, useRef } from 'preact/hooks'
import type { JournalEntry } from '../../../control/generated/types.ts'
import { announce } from '../parts/announcer.tsx'
import { useSession } from '../session/current.ts'
import { sentenceOf } from '../../../journal/sentence.ts'

/** How long entries are gathered before they are told, in ms: nobody can listen to each of a hundred a second. */
const pause = 1000

/** Tells what comes in, at most once a second. What was there when the page was opened is no news. */
export function useAnnouncements(entries: readonly JournalEntry[]): void {
  const { names, isLoaded } = useSession()
  const told = useRef<number | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const latest = useRef(entries)
  latest.current = entries

  useEffect(() => {
    const last = entries.at(-1)?.id ?? 0
    // A mock that was started anew counts from the beginning.
    if (!isLoaded.value || told.current === undefined || last < told.current) told.current = last
    if (last === told.current) return
    timer.current ??= setTimeout(tell, pause)
  }, [entries])
  useEffect(() => () => clearTimeout(timer.current), [])

  function tell(): void {
    timer.current = undefined
    const fresh = latest.current.filter(({ id }) => id > (told.current ?? 0))
    told.current = latest.current.at(-1)?.id ?? told.current
    const [only] = fresh
    if (only !== undefined) announce(fresh.length === 1 ? sentenceOf(only, names.value) : `${fresh.length} requests have come in`)
  }
}
