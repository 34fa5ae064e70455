import { readFile } from 'node:fs/promises'
import type { RunResult } from '../conformance/engine/result.ts'
import { ReportError } from './errors.ts'

/**
 * The result in a `report.json`, checked against its schema.
 *
 * @throws ReportError `UNREADABLE`, or `NOT_A_REPORT` with the first place that does not fit.
 */
export async function storedResult(path: string): Promise<RunResult> {
  const report = parsed(path, await textOf(path), 'a report that a run wrote')
  const [{ Ajv2020 }, { isDateTime }, schema] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('../contract/index.ts'),
    readFile(new URL('schema/report-v1.json', import.meta.url), 'utf8'),
  ])
  const validate = new Ajv2020({ formats: { 'date-time': isDateTime } }).compile<RunResult & { version: number }>(JSON.parse(schema))
  if (validate(report)) return report
  const [error] = validate.errors ?? []
  const why = `${error?.instancePath || '/'} ${error?.message}`
  throw new ReportError('NOT_A_REPORT', `${path}: is no report of version 1 (${why}). Give a report.json that a run wrote.`)
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new ReportError('UNREADABLE', `${path}: cannot be read (${(cause as Error).message}). Give the path of a file.`, { cause })
  }
}

function parsed(place: string, text: string, wanted: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = (cause as Error).message.replaceAll(/\s+/g, ' ')
    throw new ReportError('NOT_A_REPORT', `${place}: is not JSON (${message}). Give ${wanted}.`, { cause })
  }
}
