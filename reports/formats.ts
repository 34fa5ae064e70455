import { ReportError } from './errors.ts'
import type { Format } from './format.ts'

/** Every format, in the order of `--help`. */
export const formats: readonly Format[] = [
  {
    name: 'json',
    description: 'the whole result, versioned (schema: dayzero-contract/report-v1.json)',
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
    name: 'html',
    description: 'one page to read, self-contained',
    file: 'report.html',
    usual: true,
    streamed: false,
    open: (destination) => import('./html/html-writer.ts').then(({ htmlWriter }) => htmlWriter(destination)),
  },
  {
    name: 'junit',
    description: 'JUnit XML, for Jenkins, GitLab and most other CI systems',
    file: 'junit.xml',
    usual: true,
    streamed: false,
    open: (destination) => import('./junit.ts').then(({ junitWriter }) => junitWriter(destination)),
  },
  {
    name: 'markdown',
    description: 'Markdown that fits a pull-request comment',
    file: 'report.md',
    usual: true,
    streamed: false,
    open: (destination) => import('./markdown.ts').then(({ markdownWriter }) => markdownWriter(destination)),
  },
  {
    name: 'ctrf',
    description: 'Common Test Report Format, JSON',
    file: 'ctrf.json',
    usual: false,
    streamed: false,
    open: (destination) => import('./ctrf.ts').then(({ ctrfWriter }) => ctrfWriter(destination)),
  },
  {
    name: 'sarif',
    description: 'SARIF 2.1.0, for code scanning',
    file: 'report.sarif',
    usual: false,
    streamed: false,
    open: (destination) => import('./sarif.ts').then(({ sarifWriter }) => sarifWriter(destination)),
  },
  {
    name: 'har',
    description: 'every exchange as HAR 1.2, secrets masked',
    file: 'exchanges.har',
    usual: false,
    streamed: false,
    open: (destination) => import('./har.ts').then(({ harWriter }) => harWriter(destination)),
  },
  {
    name: 'ndjson',
    description: 'every event of the run as NDJSON, streamed: what is found while it is found',
    file: 'events.ndjson',
    usual: false,
    streamed: true,
    open: (destination) => import('./events.ts').then(({ eventsWriter }) => eventsWriter(destination)),
  },
]

/** @throws ReportError `UNKNOWN_FORMAT`, naming the ones there are. */
export function formatNamed(name: string): Format {
  const format = formats.find((candidate) => candidate.name === name)
  if (format !== undefined) return format
  const known = formats.map((candidate) => candidate.name).join(', ')
  throw new ReportError('UNKNOWN_FORMAT', `"${name}" is no report format. Choose one of: ${known}.`)
}
