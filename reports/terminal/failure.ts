import { stripVTControlCharacters } from 'node:util'
import type { Counterexample, ReportedFinding, Step } from '../../conformance/engine/result.ts'
import type { Failure } from '../findings.ts'
import { visible } from '../visible.ts'
import type { Colours, Style } from './colours.ts'
import { counted, cut, duration, rowsOf, wrap } from './layout.ts'

/** A failure is read at once, on the smallest terminal in use: 24 rows of 80 columns. */
const screen = 24

/** What is given up, one after another, until a failure fits on its screen. */
interface Measure {
  readonly gaps: boolean
  /** Rows for each text that may wrap. */
  readonly rows: number
  /** Rows for the hint, which is worth more than most. */
  readonly hint: number
  readonly steps: number
  /** Commands that are copied are whole or not there. */
  readonly curl: boolean
  readonly replay: boolean
}

const measures: readonly Measure[] = [
  { gaps: true, rows: 4, hint: 6, steps: Infinity, curl: true, replay: true },
  { gaps: false, rows: 2, hint: 6, steps: Infinity, curl: true, replay: true },
  { gaps: false, rows: 2, hint: 6, steps: 4, curl: true, replay: true },
  { gaps: false, rows: 1, hint: 6, steps: 3, curl: true, replay: true },
  // The script tells the steps, too.
  { gaps: false, rows: 1, hint: 6, steps: 0, curl: true, replay: true },
  { gaps: true, rows: 3, hint: 6, steps: 4, curl: false, replay: true },
  { gaps: false, rows: 1, hint: 1, steps: 3, curl: false, replay: true },
  { gaps: true, rows: 2, hint: 2, steps: 4, curl: false, replay: false },
]

/**
 * One failure as lines: the promise, expected and got, the shortest sequence as a timeline and as `curl`, the replay
 * command. At most 24 rows at 80 columns, unless `whole` asks for everything.
 *
 * @param like A failure told before that is explained alike: what it says is not said again.
 */
export function failureLines(failure: Failure, width: number, colours: Colours, whole: boolean, like?: Failure): readonly string[] {
  const [first, ...others] = failure.findings
  if (like !== undefined && !whole) return likeLines(failure, like, width, colours)
  if (whole) return failure.findings.flatMap((finding) => [...linesOf(failure, finding, [], width, colours, everything), ''])
  const variants = measures.map((measure) => linesOf(failure, first, others, width, colours, measure))
  return variants.find((lines) => rowsIn(lines, width) <= screen) ?? variants.at(-1) ?? []
}

function likeLines(failure: Failure, like: Failure, width: number, colours: Colours): readonly string[] {
  const { requirement, findings } = failure
  const [finding] = findings
  const { text, field } = printer(width, { rows: 2 })
  const lines = (isWhole: boolean): readonly string[] => [
    heading(failure, finding, colours),
    ...text(requirement.title, '  '),
    ...field('expected', finding.expected, colours.green),
    ...field('got', gotText(finding), colours.red),
    ...field('hint', `As of ${like.requirement.id} above: one cause is likely.`),
    ...replayLines(finding.counterexample, isWhole),
  ]
  return rowsIn(lines(true), width) <= screen ? lines(true) : lines(false)
}

const everything: Measure = { gaps: true, rows: Infinity, hint: Infinity, steps: Infinity, curl: true, replay: true }

function linesOf(
  failure: Failure,
  finding: ReportedFinding,
  others: readonly ReportedFinding[],
  width: number,
  colours: Colours,
  measure: Measure,
): readonly string[] {
  const { counterexample } = finding
  const gap = measure.gaps ? [''] : []
  const { text, field } = printer(width, measure)
  const { title, source } = failure.requirement
  return [
    heading(failure, finding, colours),
    ...text(title, '  '),
    ...text(`“${source.quote}”`, '  ', colours.dim),
    ...text(`— ${source.document} ${source.at}`, '  ', colours.dim),
    ...gap,
    ...field('expected', finding.expected, colours.green),
    ...field('got', gotText(finding), colours.red),
    ...(finding.hint === undefined ? [] : printer(width, { rows: measure.hint }).field('hint', finding.hint)),
    ...otherLines(others, width),
    ...gap,
    ...timeline(counterexample, measure.steps, width),
    ...gap,
    ...curlLines(counterexample, measure.curl),
    ...gap,
    ...replayLines(counterexample, measure.replay),
  ]
}

function heading({ requirement }: Failure, { level, count }: ReportedFinding, colours: Colours): string {
  return `${colours.red('✗')} ${colours.bold(requirement.id)} ${colours.dim(`(${level}, seen ${times(count)})`)}`
}

/** A status says by itself where it stands. */
function gotText({ got, at }: ReportedFinding): string {
  return at === undefined || at === 'status' || at === 'body' ? got : `${got} (at ${at})`
}

interface Printer {
  readonly text: (value: string, indent: string, style?: Style) => readonly string[]
  readonly field: (name: string, value: string, style?: Style) => readonly string[]
}

function printer(width: number, { rows }: Pick<Measure, 'rows'>): Printer {
  const text = (value: string, indent: string, style: Style = (line) => line): readonly string[] =>
    wrap(visible(value), width - indent.length, rows).map((line) => indent + style(line))
  return {
    text,
    field: (name, value, style) =>
      text(value, ' '.repeat(12), style).map((line, index) => (index === 0 ? `  ${name.padEnd(10)}${line.slice(12)}` : line)),
  }
}

function otherLines(others: readonly ReportedFinding[], width: number): readonly string[] {
  const [second] = others
  if (second === undefined) return []
  const more = others.length > 1 ? `, and ${others.length - 1} more` : ''
  return [cut(`  also      ${visible(`expected ${second.expected}, got ${second.got}`)}`, width - more.length) + more]
}

function timeline({ steps }: Counterexample, limit: number, width: number): readonly string[] {
  if (limit === 0) return []
  const start = steps[0]?.begin ?? 0
  const lines = steps.map((step, index) => cut(`  ${`${index + 1}`.padStart(2)}  ${stepText(step, start)}`.trimEnd(), width))
  if (lines.length <= limit) return lines
  const last = lines.slice(1 - limit + 1)
  return [...lines.slice(0, 1), `      … ${counted(lines.length - 1 - last.length, 'step')} between`, ...last]
}

function stepText({ begin, status, who, what, answer }: Step, start: number): string {
  const outcome = status === null ? 'no answer' : String(status)
  return `${`+${duration(begin - start)}`.padEnd(9)} ${visible(`${who} ${what}: ${outcome} ${answer}`)}`
}

function curlLines({ curl }: Counterexample, wanted: boolean): readonly string[] {
  if (curl.trim() === '') return []
  if (!wanted) return [`  curl      ${tooLong}`]
  return curl
    .trimEnd()
    .split('\n')
    .map((line) => `  ${visible(line)}`)
}

function replayLines({ replay }: Counterexample, wanted: boolean): readonly string[] {
  if (replay === undefined) return []
  return [`  replay    ${wanted ? `dayzero-contract ${visible(replay)}` : tooLong}`]
}

const tooLong = 'is too long for one screen: --verbose prints it, report.json holds it'

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function rowsIn(lines: readonly string[], width: number): number {
  // Our own colours take no room.
  return lines.reduce((rows, line) => rows + rowsOf(stripVTControlCharacters(line), width), 0)
}
