import type { Counterexample, ReportedFinding, RequirementResult, Step } from '../../../conformance/engine/result.ts'
import type { Exchange } from '../../../conformance/history/events.ts'
import { failuresOf } from '../../findings.ts'
import type { FinishedRun } from '../../format.ts'
import { counted, duration } from '../../terminal/layout.ts'
import { exchangeDetails } from '../exchange.ts'
import type { Markup } from '../markup.ts'
import { html, limited } from '../markup.ts'

/** What failed: the promise, what was expected and got, how it came about, and how to see it again. */
export function failuresSection({ result, history }: FinishedRun): Markup {
  const failures = failuresOf(result)
  if (failures.length === 0) return html``
  const exchanges = new Map(history.flatMap((event) => (event.kind === 'exchange' ? [[event.id, event] as const] : [])))
  const stories = storyTeller(exchanges)
  return html`<section id="failures" aria-labelledby="failures-title">
    <h2 id="failures-title">What failed</h2>
    ${failures.map(({ requirement, findings }) => failureArticle(requirement, findings, stories))}
  </section>`
}

/** Findings of one requirement that are shown; a target that is broken in a thousand ways is known by the first ones. */
const mostFindings = 20

function failureArticle(requirement: RequirementResult, findings: readonly ReportedFinding[], storyOf: StoryTeller): Markup {
  const { id, level, title, source } = requirement
  return html`<article class="failure" id="failure/${id}" aria-label="${id}">
    <h3>${title}</h3>
    <p class="dim"><a href="#failure/${id}">${id}</a> ${level}</p>
    <blockquote>
      <p>“${source.quote}”</p>
      <footer>${source.document} <code>${source.at}</code></footer>
    </blockquote>
    ${findings.slice(0, mostFindings).map((finding) => findingBlock(finding, storyOf))}
    ${findings.length > mostFindings && html`<p>And ${counted(findings.length - mostFindings, 'more finding')}, which report.json holds.</p>`}
  </article>`
}

function findingBlock(finding: ReportedFinding, storyOf: StoryTeller): Markup {
  const { expected, got, at, hint, count, counterexample, candidates } = finding
  return html`<div class="finding">
    <dl class="versus">
      <div class="expected">
        <dt>Expected</dt>
        <dd>${limited(expected, 1000)}</dd>
      </div>
      <div class="got">
        <dt>Got</dt>
        <dd>${limited(got, 1000)}${at !== undefined && html` <span class="dim">at <code>${at}</code></span>`}</dd>
      </div>
    </dl>
    <p class="dim">
      Seen
      ${count === 1 ? 'once' : `${count} times`}.${counterexample.shrinks > 0 && ` Shrunk ${counterexample.shrinks} times.`}${candidates !== undefined && ` Any of the exchanges ${candidates.join(', ')} may be to blame.`}
    </p>
    ${hint !== undefined && html`<p class="hint">${hint}</p>`} ${storyOf(finding)}
  </div>`
}

type StoryTeller = (finding: ReportedFinding) => Markup

/** How long all stories together may be, in characters, so that the page of any run opens at once. */
const roomForStories = 3_000_000

/** Tells how findings came about, and how to see them again, until the page is full. */
function storyTeller(exchanges: Exchanges): StoryTeller {
  let room = roomForStories
  return ({ at, counterexample }) => {
    const { curl, replay } = counterexample
    const story = html`${timeline(counterexample, at, exchanges)} ${curl.trim() !== '' && copyable('As curl', curl)}
    ${replay !== undefined && copyable('To see it again', `dayzero-contract ${replay}`)}`
    if (story.text.length > room) return html`<p>How it came about is left out here, for want of room; report.json holds it.</p>`
    room -= story.text.length
    return story
  }
}

type Exchanges = ReadonlyMap<number, Exchange>

function copyable(title: string, text: string): Markup {
  return html`<div class="copyable">
    <h4>${title}</h4>
    <button type="button" hidden data-copy>Copy</button>
    <pre>${linesOf(limited(text.trim(), 20_000))}</pre>
  </div>`
}

/** Each line by itself, so that what wraps can be told from what begins. */
function linesOf(text: string): readonly Markup[] {
  return text.split('\n').map((line, index) => html`${index > 0 && '\n'}<span class="line">${line}</span>`)
}

function timeline({ steps }: Counterexample, at: string | undefined, exchanges: Exchanges): Markup {
  const [first] = steps
  if (first === undefined) return html``
  const start = first.begin
  const span = steps.reduce((longest, { begin, end }) => Math.max(longest, (end ?? begin) - start), 1)
  const skipped = steps.length - mostSteps.first - mostSteps.last
  const shown = [...steps.entries()].filter(([index]) => index < mostSteps.first || index >= steps.length - mostSteps.last)
  return html`<h4>How it came about</h4>
    <ol class="timeline">
      ${shown.map(([index, step], place) => [
        skipped > 0 &&
          place === mostSteps.first &&
          html`<li class="between">… ${counted(skipped, 'step')} between, which report.json holds</li>`,
        stepItem(step, index + 1, start, span, index === steps.length - 1 ? (at ?? '') : undefined, exchanges.get(step.exchange)),
      ])}
    </ol>`
}

/** A longer sequence is told by its beginning and its end. */
const mostSteps = { first: 10, last: 50 }

/** @param breach Where the finding shows, in the step that breaks the promise; `undefined` in all others. */
function stepItem(
  step: Step,
  number: number,
  start: number,
  span: number,
  breach: string | undefined,
  exchange: Exchange | undefined,
): Markup {
  const { begin, end, who, what, status, answer } = step
  const outcome = status === null ? 'no answer' : String(status)
  return html`<li value="${number}"${breach !== undefined && html` class="breach"`}>
<div class="step">
<span class="when">+${duration(begin - start)}</span>
${bar(begin - start, (end ?? start + span) - begin, span)}
<span><b>${limited(who, 200)}</b> ${limited(what, 500)}:
${breach === 'status' ? html`<mark class="status">${outcome}</mark>` : html`<span class="status">${outcome}</span>`}
<span class="dim">${limited(answer, 500)}</span></span>
</div>
${exchange !== undefined && exchangeDetails(exchange, breach)}
</li>`
}

/** When it happened, among the others: what overlaps here overlapped then. */
function bar(begin: number, took: number, span: number): Markup {
  const scale = 100 / span
  const [x, width] = [begin * scale, Math.max(took * scale, 1)].map((value) => value.toFixed(2))
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect x="${x}" y="0" width="${width}" height="4"></rect>
  </svg>`
}
