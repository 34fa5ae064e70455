import type { Outcome, RunResult } from '../../../conformance/engine/result.ts'
import { failuresOf, warningsOf } from '../../findings.ts'
import { counted, duration } from '../../terminal/layout.ts'
import type { Markup } from '../markup.ts'
import { html } from '../markup.ts'
import { hasRemarks } from './remarks.ts'

const labels: Readonly<Record<Outcome, string>> = {
  conformant: 'Conformant',
  partial: 'Partial',
  'not conformant': 'Not conformant',
  'no conclusion': 'No conclusion',
}

/** The head of the page: the verdict, why, and the way to the rest. */
export function verdictSection(result: RunResult): Markup {
  const { outcome, headline, run } = result
  return html`<header class="verdict ${outcome.replaceAll(' ', '-')}">
    <p class="product">dayzero-contract</p>
    <h1>${labels[outcome]}</h1>
    <p class="headline">${headline}</p>
    <p class="dim">
      <code>${run.target}</code>: ${counted(run.requests, 'request')} in ${duration(run.duration)}, profile ${run.profile}, seed
      ${run.seed}, <time datetime="${run.startedAt}">${run.startedAt}</time>
    </p>
    ${run.propagation > 0 && html`<p class="declared">Declared: a revocation holds only after ${duration(run.propagation)}. Deaths were judged from then on.</p>`}
    ${ways(result)}
  </header>`
}

/** The way to the rest of the page. */
export function ways(result: RunResult): Markup {
  const failures = failuresOf(result).length
  const warnings = warningsOf(result).length
  return html`<nav aria-label="Sections">
      <ul>
        ${failures > 0 && html`<li><a href="#failures">${counted(failures, 'failure')}</a></li>`}
        ${hasRemarks(result) && html`<li><a href="#remarks">${warnings > 0 ? counted(warnings, 'warning') : 'Worth knowing'}</a></li>`}
        <li><a href="#requirements">${counted(result.requirements.length, 'requirement')}</a></li>
        <li><a href="#coverage">Coverage</a></li>
        <li><a href="#environment">Environment</a></li>
      </ul>
    </nav>`
}
