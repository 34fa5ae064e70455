import type { History } from '../history/history.ts'
import { assessmentsOf } from '../interpretation/assessment.ts'
import { readingShownBy } from '../requirements/expectation.ts'

/** Which permitted choices a target was seen to make: for each reading the statuses that showed it, most frequent first. */
export function observedReadings(history: History): Readonly<Record<string, readonly string[]>> {
  const counts = new Map<string, Map<number, number>>()
  for (const assessment of assessmentsOf(history)) {
    const reading = readingShownBy(assessment)
    if (reading === undefined) continue
    const seen = counts.get(reading) ?? new Map<number, number>()
    counts.set(reading, seen.set(assessment.status, (seen.get(assessment.status) ?? 0) + 1))
  }
  const sorted = [...counts].toSorted(([a], [b]) => a.localeCompare(b))
  return Object.fromEntries(
    sorted.map(([name, seen]) => [name, [...seen].toSorted(([, a], [, b]) => b - a).map(([status]) => String(status))]),
  )
}
