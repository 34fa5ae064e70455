import { readFile } from 'node:fs/promises'
import type { Report } from './control/generated/types.ts'
import { MockError } from './errors.ts'

/**
 * Reads the report.json of a `check`, as far as a mock is interested in it.
 *
 * @throws MockError `BAD_OPTION` when it cannot be read, or is something else.
 */
export async function readReport(file: string): Promise<Report> {
  const report = parsed(await textOf(file), file)
  if (isReport(report)) return report
  throw new MockError('BAD_OPTION', `${file}: has no "readings". Give the report.json that "check --out" writes.`)
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw new MockError('BAD_OPTION', `${file}: cannot be read (${code === 'ENOENT' ? 'no such file' : message}).`, { cause })
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new MockError('BAD_OPTION', `${file}: is no JSON. Give the report.json that "check --out" writes.`, { cause })
  }
}

function isReport(value: unknown): value is Report {
  const { readings } = (value ?? {}) as Partial<Report>
  return typeof readings === 'object' && readings !== null && Object.values(readings).every(isTexts)
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((text) => typeof text === 'string')
}
