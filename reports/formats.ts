import { ReportError } from './errors.ts'
import type { Format } from './format.ts'

/** Every format, in the order of `--help`. */
export const formats: readonly Format[] = [
  {
    name: 'json',
    description: 'the whole result, versioned (schema: reports/schema/report-v1.json)',
    file: 'report.json',
    usual: true,
    streamed: false,
    open: (destination) => import('./json.ts').then(({ jsonWriter }) => jsonWriter(destination)),
  },
  {
    name: 'history',
    description: 'every exchange as NDJSON, secrets masked, streamed while the run goes on',
    file: 'history.ndjson',
    usual: true,
    streamed: true,
    open: (destination) => import('./history.ts').then(({ historyWriter }) => historyWriter(destination)),
  },
  {
    name: 'junit',
    description: 'JUnit XML, for Jenkins, GitLab and most other CI systems',
    file: 'junit.xml',
    usual: true,
    streamed: false,
    open: (destination) => import('./junit.ts').then(({ junitWriter }) => junitWriter(destination)),
  },
]

/** @throws ReportError `UNKNOWN_FORMAT`, naming the ones there are. */
export function formatNamed(name: string): Format {
  const format = formats.find((candidate) => candidate.name === name)
  if (format !== undefined) return format
  const known = formats.map((candidate) => candidate.name).join(', ')
  throw new ReportError('UNKNOWN_FORMAT', `"${name}" is no report format. Choose one of: ${known}.`)
}
