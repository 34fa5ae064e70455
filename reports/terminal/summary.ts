import type { Outcome, RunResult } from '../../conformance/engine/result.ts'
import { areExplainedAlike, excuseOf, failuresOf, warningsOf } from '../findings.ts'
import { visible } from '../visible.ts'
import type { Colours } from './colours.ts'
import { failureLines } from './failure.ts'
import { familyTable } from './families.ts'
import { counted, cut, duration, wrap } from './layout.ts'

/** How much to say: `quiet` is the verdict and the failures, `verbose` leaves nothing out. */
export type Detail = 'quiet' | 'normal' | 'verbose'

export interface SummaryOptions {
  readonly width: number
  readonly colours: Colours
  readonly detail: Detail
  /** Paths of the reports that were written. */
  readonly files: readonly string[]
}

/** A finished run as lines for a terminal: the verdict first, then what failed, then the rest in order of weight. */
export function summaryLines(result: RunResult, options: SummaryOptions): readonly string[] {
  const failures = failuresOf(result)
  const failed = failures.flatMap((failure, index) => {
    const like = failures.slice(0, index).find((other) => areExplainedAlike(failure, other))
    return [...failureLines(failure, options.width, options.colours, options.detail === 'verbose', like), '']
  })
  const rest = options.detail === 'quiet' ? [] : sections(result, options).flatMap((lines) => (lines.length === 0 ? [] : [...lines, '']))
  const verdict = verdictLines(result, options)
  // Whoever scrolled past the failures finds the verdict again where the output ends.
  return ['', ...verdict, '', ...failed, ...rest, ...(failures.length > 0 ? verdict : [])]
}

const labels: Readonly<Record<Outcome, readonly [text: string, colour: 'green' | 'yellow' | 'red']>> = {
  conformant: ['CONFORMANT', 'green'],
  partial: ['PARTIAL', 'yellow'],
  'not conformant': ['NOT CONFORMANT', 'red'],
  'no conclusion': ['NO CONCLUSION', 'yellow'],
}

function verdictLines({ outcome, headline }: RunResult, { width, colours }: SummaryOptions): readonly string[] {
  const [label, colour] = labels[outcome]
  const [first = '', ...more] = wrap(`${label}  ${visible(headline)}`, width)
  return [colours.bold(colours[colour](label)) + first.slice(label.length), ...more]
}

function sections(result: RunResult, options: SummaryOptions): readonly (readonly string[])[] {
  return [
    warningLines(result, options),
    notExercisedLines(result, options),
    erroredLines(result, options),
    familyTable(result),
    readingLines(result, options),
    leftoverLines(result, options),
    noticeLines(result, options),
    options.detail === 'verbose' ? statusLines(result) : [],
    factLines(result, options),
    options.files.length === 0 ? [] : ['Reports', ...options.files.map((file) => `  ${visible(file)}`)],
  ]
}

function warningLines(result: RunResult, { width, colours }: SummaryOptions): readonly string[] {
  const warnings = warningsOf(result)
  if (warnings.length === 0) return []
  return [
    colours.yellow(`${counted(warnings.length, 'warning')} (never fail the gate)`),
    ...warnings.map(({ requirement, finding }) =>
      cut(`  ! ${requirement.id} (${excuseOf(finding)}): ${visible(`expected ${finding.expected}, got ${finding.got}`)}`, width),
    ),
  ]
}

function notExercisedLines(result: RunResult, { width, colours, detail }: SummaryOptions): readonly string[] {
  const namesByReason = new Map<string, string[]>()
  for (const { id, level, verdict } of result.requirements) {
    if (verdict.kind !== 'not exercised') continue
    const name = `${id} (${level}${verdict.allowed ? ', allowed' : ''})`
    namesByReason.set(verdict.reason, [...(namesByReason.get(verdict.reason) ?? []), name])
  }
  if (namesByReason.size === 0) return []
  const lines = [...namesByReason].flatMap(([reason, names]) => [
    ...indented(`- ${visible(reason)}:`, '  ', width),
    ...indented(detail !== 'verbose' && names.length > mostNames ? inFamilies(names) : names.join(', '), '      ', width),
  ])
  return [colours.yellow('Not exercised'), ...lines]
}

/** So many requirements that were not exercised for one reason are named; of more, only the families. */
const mostNames = 12

function inFamilies(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) {
    const [family = ''] = name.split('/', 1)
    counts.set(family, (counts.get(family) ?? 0) + 1)
  }
  return `${[...counts].map(([family, count]) => `${count} of ${family}`).join(', ')}; --verbose names them`
}

function erroredLines(result: RunResult, { width, colours }: SummaryOptions): readonly string[] {
  const lines = result.requirements.flatMap(({ id, verdict }) =>
    verdict.kind === 'errored' ? indented(`- ${id}: ${visible(verdict.message)}`, '  ', width) : [],
  )
  return lines.length === 0 ? [] : [colours.red('Not judged: the suite itself went wrong, please report it'), ...lines]
}

function readingLines({ readings }: RunResult, { width }: SummaryOptions): readonly string[] {
  const seen = Object.entries(readings).map(([name, values]) => `${name}=${values.join('|')}`)
  return seen.length === 0 ? [] : ['Readings of the contract that were observed', ...indented(visible(seen.join('  ')), '  ', width)]
}

function leftoverLines({ leftovers }: RunResult, { width, colours }: SummaryOptions): readonly string[] {
  if (leftovers.length === 0) return []
  const lines = leftovers.map(({ alias, reason }) => cut(`  ${visible(`${alias}: ${reason}`)}`, width))
  return [colours.yellow(`${counted(leftovers.length, 'token')} could not be revoked at the end`), ...lines]
}

function noticeLines({ notices }: RunResult, { width }: SummaryOptions): readonly string[] {
  return notices.length === 0 ? [] : ['Notices', ...notices.flatMap((notice) => indented(visible(notice), '  ', width))]
}

function statusLines({ run }: RunResult): readonly string[] {
  const lines = Object.entries(run.statuses).map(
    ([status, { count, p50, p95, p99 }]) =>
      `  ${visible(status)} ${`${count}`.padStart(6)}  p50 ${duration(p50)}, p95 ${duration(p95)}, p99 ${duration(p99)}`,
  )
  return lines.length === 0 ? [] : ['Answers', ...lines]
}

function factLines({ run }: RunResult, { width, colours }: SummaryOptions): readonly string[] {
  const tokens = Object.values(run.tokens).reduce((sum, count) => sum + count, 0)
  const amounts = [
    counted(run.requests, 'request'),
    counted(tokens, 'token'),
    duration(run.duration),
    `seed ${run.seed}`,
    `profile ${run.profile}`,
  ]
  const { count, chanceToMiss } = run.races
  const races = `${counted(count, 'race')}: ${percent(chanceToMiss)} is the chance that they miss a defect of one race in twenty`
  const declared =
    run.propagation === 0 ? [] : [`Declared: a revocation holds only after ${duration(run.propagation)}; deaths were judged from then on.`]
  return [
    ...indented(visible(`${run.target}: ${amounts.join(', ')}`), '', width),
    ...indented(races, '', width),
    ...declared.flatMap((line) => indented(line, '', width)).map((line) => colours.yellow(line)),
  ]
}

function percent(chance: number): string {
  return `${(chance * 100).toFixed(1)} %`
}

function indented(text: string, indent: string, width: number): readonly string[] {
  return wrap(text, width - indent.length).map((line, index) => indent + (index > 0 && text.startsWith('- ') ? '  ' : '') + line)
}
