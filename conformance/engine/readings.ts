import type { History } from '../history/history.ts'
import { isFault } from '../interpretation/rows.ts'
import { assessmentsOf } from '../interpretation/assessment.ts'

/**
 * Which permitted choices a target was seen to make: for each reading the statuses of the answers that it decided, most
 * frequent first. Only answers to requests in which nothing else was unusual count.
 */
export function observedReadings(history: History): Readonly<Record<string, readonly string[]>> {
  const counts = new Map<string, Map<string, number>>()
  for (const { due, certain, standing, status } of assessmentsOf(history)) {
    if (!certain || (standing !== 'accepted' && standing !== 'warned') || due.rows.filter(isFault).length > 1) continue
    // Where a fault decides, whatever else is unusual about the request does not.
    const deciding = due.rows.filter((row) => isFault(row) || !due.rows.some(isFault))
    const named = deciding.filter((row) => row.reading !== undefined)
    const [row] = named
    if (row?.reading === undefined || named.length > 1) continue
    const seen = counts.get(row.reading) ?? new Map<string, number>()
    seen.set(String(status), (seen.get(String(status)) ?? 0) + 1)
    counts.set(row.reading, seen)
  }
  const sorted = [...counts].toSorted(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(sorted.map(([name, seen]) => [name, [...seen].toSorted(([, a], [, b]) => b - a).map(([status]) => status)]))
}
