import type { RunResult } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'
import type { Destination } from './format.ts'
import { atTheEnd } from './format.ts'

/** The name of the schema of `report.json`; the file is `reports/schema/report-v1.json`. */
export const reportSchema = 'urn:dayzero-contract:report:v1'

/**
 * What `report.json` holds: a run's result under a version. Fields may be added within a version; none is removed or
 * changes its meaning.
 */
export interface Report extends RunResult {
  readonly $schema: typeof reportSchema
  readonly version: 1
}

export function reportOf(result: RunResult): Report {
  return { $schema: reportSchema, version: 1, ...result }
}

/** Writes `report.json`: one JSON object, indented, with a line break at its end. */
export function jsonWriter(destination: Destination): Writer {
  return atTheEnd(destination, ({ result }) => `${JSON.stringify(reportOf(result), null, 2)}\n`)
}
