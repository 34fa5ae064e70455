import { memoized } from '../history/memo.ts'
import { assessmentsOf } from '../interpretation/assessment.ts'
import type { Assessment } from '../interpretation/assessment.ts'
import type { Due } from '../interpretation/due.ts'
import { bodyRows, credentialRows, isFault, permissionRows, routeRows, targetRows } from '../interpretation/rows.ts'
import type { Row } from '../interpretation/rows.ts'
import { judgementOf } from './judging.ts'
import type { Promised } from './judging.ts'
import type { Requirement } from './requirement.ts'

const rows: readonly Row[] = [credentialRows, permissionRows, targetRows, bodyRows, routeRows].flatMap((group) => Object.values(group))

/** The names of all readings: places where the contract leaves a choice. */
export const readingNames: readonly string[] = [...new Set(rows.flatMap(({ reading }) => reading ?? []))].toSorted((a, b) =>
  a.localeCompare(b),
)

/**
 * The row whose choice an answer shows; `undefined` where another row decided, or where it cannot be told.
 * What a fault decides shows nothing of the choices next to it.
 */
export function readingShownBy({ due, certain, standing }: Assessment): string | undefined {
  return certain && (standing === 'accepted' || standing === 'warned') ? readingShownWhere(due) : undefined
}

/** Few combinations of rows come up, and each of them for thousands of answers. */
const readingShownWhere = memoized((due: Due): string | undefined => {
  if (due.rows.filter(isFault).length > 1) return undefined
  const deciding = due.rows.filter((row) => isFault(row) || !due.rows.some(isFault))
  // A form by one who may not revoke: the answer may be to either.
  if (due.rows.some((row) => row.reading !== undefined && !deciding.includes(row))) return undefined
  const named = deciding.flatMap(({ reading }) => reading ?? [])
  return named.length === 1 ? named[0] : undefined
})

/** A reading that the user pinned with `--expect`: another permitted choice is a failure, too. */
export function expectation(reading: string, status: string): Requirement {
  const promised: Promised = {
    id: `reading/${reading}`,
    level: 'must',
    title: `The reading "${reading}" is ${status}, as it was before`,
    source: { document: '--expect', at: reading, quote: `${reading}=${status}` },
  }
  return {
    ...promised,
    judge: (history) =>
      judgementOf(
        promised,
        history,
        assessmentsOf(history)
          .filter((assessment) => readingShownBy(assessment) === reading)
          .map(({ exchange, status: got, due }) =>
            String(got) === status
              ? []
              : [
                  {
                    key: String(got),
                    expected: `${status} for ${due.primary.situation}, as --expect says`,
                    got: String(got),
                    exchanges: [exchange.id],
                    at: 'status',
                  },
                ],
          ),
      ),
  }
}
