import type { RequirementResult, RunResult, Verdict } from '../../../conformance/engine/result.ts'
import { familiesOf, failuresOf } from '../../findings.ts'
import type { Markup } from '../markup.ts'
import { html } from '../markup.ts'

/** Every requirement by family, with its level, its verdict and how often it was exercised; the script filters it. */
export function requirementsSection(result: RunResult): Markup {
  const failed = new Set(failuresOf(result).map(({ requirement }) => requirement.id))
  return html`<section id="requirements" aria-labelledby="requirements-title">
    <h2 id="requirements-title">Every requirement</h2>
    <form id="filter" role="search" aria-label="Filter the requirements" hidden>
      <label>Contains <input type="search" name="text" autocomplete="off" spellcheck="false" /></label>
      <label
        >Verdict
        <select name="verdict">
          <option value="">any</option>
          ${verdicts.map((kind) => html`<option>${kind}</option>`)}
        </select></label
      >
      <label
        >Level
        <select name="level">
          <option value="">any</option>
          <option>must</option>
          <option>should</option>
          <option>may</option>
        </select></label
      >
      <output name="count" aria-live="polite"></output>
    </form>
    ${familiesOf(result).map(([family, requirements]) => familyTable(family, requirements, failed))}
  </section>`
}

const verdicts: readonly Verdict['kind'][] = ['passed', 'failed', 'not exercised', 'errored']

function familyTable(family: string, requirements: readonly RequirementResult[], failed: ReadonlySet<string>): Markup {
  return html`<div class="family" data-family>
    <h3>${family}</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">Requirement</th>
          <th scope="col">Level</th>
          <th scope="col">Verdict</th>
          <th scope="col" class="number">Exercised</th>
        </tr>
      </thead>
      <tbody>
        ${requirements.map((requirement) => row(requirement, failed.has(requirement.id)))}
      </tbody>
    </table>
  </div>`
}

function row({ id, level, title, source, verdict }: RequirementResult, hasFailed: boolean): Markup {
  const exercised = 'exercised' in verdict ? verdict.exercised : 0
  const name = id.split('/').slice(1).join('/') || id
  return html`<tr id="${id}" data-verdict="${verdict.kind}" data-level="${level}">
    <th scope="row">
      <details>
        <summary>${name}</summary>
        <p>${title}.</p>
        <blockquote>
          <p>${source.quote}</p>
          <footer>${source.document} <code>${source.at}</code></footer>
        </blockquote>
        <p><a href="#${id}">Link to this requirement</a></p>
      </details>
    </th>
    <td>${level}</td>
    <td class="${verdict.kind.replaceAll(' ', '-')}">${hasFailed ? html`<a href="#failure/${id}">failed</a>` : verdict.kind}</td>
    <td class="number">${exercised}</td>
  </tr>`
}
