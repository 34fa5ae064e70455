import type { Outcome, RunResult } from '../conformance/engine/result.ts'
import type { Writer } from '../conformance/engine/writer.ts'
import type { Failure } from './findings.ts'
import { areExplainedAlike, excuseOf, familiesOf, failuresOf, warningsOf } from './findings.ts'
import type { Destination } from './format.ts'
import { atTheEnd } from './format.ts'
import { code, escaped, html, list, longestRun } from './markdown-text.ts'
import { plain } from './terminal/colours.ts'
import { failureLines } from './terminal/failure.ts'
import { counted, duration } from './terminal/layout.ts'

/** What GitHub takes as one comment, in characters. */
const commentLimit = 65_536

/** How much of it the failures may take that are told in full, in characters; the others get one line each. */
const storyRoom = 30_000

/** How many families the table shows. */
const mostRows = 30

/**
 * Writes GitHub-flavoured Markdown that fits a pull-request comment: the verdict, the failures folded, the warnings, a
 * table. What a target sent stays text: no markup, no link, no mention.
 */
export function markdownWriter(destination: Destination): Writer {
  return atTheEnd(destination, ({ result }) => markdownOf(result))
}

export function markdownOf(result: RunResult): string {
  const failures = failuresOf(result)
  const stories = fitting(
    failures.map((failure, index) =>
      storyOf(
        failure,
        failures.slice(0, index).find((other) => areExplainedAlike(failure, other)),
      ),
    ),
  )
  const sections = [
    `## ${marks[result.outcome]} dayzero-contract: ${result.outcome}`,
    escaped(result.headline, 500),
    ...stories,
    list(failures.slice(stories.length).map(lineOf)),
    warnings(result),
    table(result),
    notExercised(result),
    facts(result),
  ]
  const text = `${sections.filter((section) => section !== '').join('\n\n')}\n`
  // The limits above keep it far below; whatever comes, a comment that is too long would be lost altogether.
  return text.slice(0, commentLimit)
}

const marks: Readonly<Record<Outcome, string>> = { conformant: '✅', partial: '🟡', 'not conformant': '❌', 'no conclusion': '⚠️' }

function fitting(stories: readonly string[]): readonly string[] {
  let room = storyRoom
  const end = stories.findIndex((story) => (room -= story.length) < 0)
  return end === -1 ? stories : stories.slice(0, end)
}

/** A failure, folded: on a page with many of them the reader opens the one that matters. */
function storyOf(failure: Failure, like: Failure | undefined): string {
  const { id, level, title } = failure.requirement
  const lines = failureLines(failure, 100, plain, false, like).slice(1)
  const fence = '`'.repeat(longestRun(lines.join('\n')) + 3)
  const summary = `❌ <code>${html(id)}</code> (${level}): ${html(title)}`
  return `<details><summary>${summary}</summary>\n\n${fence}text\n${lines.join('\n')}\n${fence}\n\n</details>`
}

function lineOf({ requirement, findings: [{ expected, got }] }: Failure): string {
  return `❌ ${code(requirement.id)}: expected ${code(expected)}, got ${code(got)}`
}

function warnings(result: RunResult): string {
  const found = warningsOf(result)
  if (found.length === 0) return ''
  const lines = found.map(
    ({ requirement, finding }) =>
      `${code(requirement.id)} (${excuseOf(finding)}): expected ${code(finding.expected)}, got ${code(finding.got)}`,
  )
  return `**${counted(found.length, 'warning')}**, which never fail the gate:\n\n${list(lines)}`
}

function table(result: RunResult): string {
  const rows = familiesOf(result).map(([family, requirements]) => {
    const count = (kind: string) => requirements.filter(({ verdict }) => verdict.kind === kind).length
    return `| ${escaped(family, 100)} | ${count('passed')} | ${count('failed')} | ${count('not exercised')} | ${count('errored')} |`
  })
  return ['| family | passed | failed | not exercised | errored |', '| --- | ---: | ---: | ---: | ---: |', ...rows.slice(0, mostRows)].join(
    '\n',
  )
}

function notExercised({ requirements }: RunResult): string {
  const lines = requirements.flatMap(({ id, level, verdict }) =>
    verdict.kind === 'not exercised'
      ? [`${code(id)} (${level}${verdict.allowed ? ', allowed' : ''}): ${escaped(verdict.reason, 200)}`]
      : [],
  )
  return lines.length === 0 ? '' : `**Not exercised:**\n\n${list(lines)}`
}

function facts({ run }: RunResult): string {
  const amounts = [counted(run.requests, 'request'), duration(run.duration), `seed ${run.seed}`, `profile ${run.profile}`]
  const declared = run.propagation === 0 ? '' : ` Declared: a revocation holds only after ${duration(run.propagation)}.`
  return `${code(run.target)}: ${escaped(amounts.join(', '), 200)}.${declared}`
}
