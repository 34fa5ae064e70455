import type { RunResult, Verdict } from '../../conformance/engine/result.ts'
import { familiesOf } from '../findings.ts'

type Kind = Verdict['kind']

/** How the requirements of each family fared, as an aligned table with a total. */
export function familyTable(result: RunResult): readonly string[] {
  const kinds: readonly Kind[] = ['passed', 'failed', 'not exercised', ...erroredIn(result)]
  const rows = familiesOf(result).map(([family, requirements]) => [family, ...kinds.map((kind) => countOf(kind, requirements))])
  const total = ['in all', ...kinds.map((kind) => countOf(kind, result.requirements))]
  return aligned([['', ...kinds], ...rows, total])
}

/** The column for broken judges is there only when one broke. */
function erroredIn({ requirements }: RunResult): readonly Kind[] {
  return requirements.some(({ verdict }) => verdict.kind === 'errored') ? ['errored'] : []
}

function countOf(kind: Kind, requirements: RunResult['requirements']): string {
  return String(requirements.filter(({ verdict }) => verdict.kind === kind).length)
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart((widths[column] ?? 0) + 2))).join(''),
  )
}
