import { coverageOf } from '../../coverage.ts'
import type { FinishedRun } from '../../format.ts'
import type { Markup } from '../markup.ts'
import { html } from '../markup.ts'

/** What of the contract the run has touched, and what it has not. */
export function coverageSection({ history }: FinishedRun): Markup {
  const coverage = coverageOf(history)
  return html`<section id="coverage" aria-labelledby="coverage-title">
    <h2 id="coverage-title">Coverage of the contract</h2>
    ${coverage === undefined ? html`<p>The history of this run was not at hand, so its coverage cannot be told.</p>` : groups(coverage)}
  </section>`
}

function groups(coverage: NonNullable<ReturnType<typeof coverageOf>>): Markup {
  return html`<div class="coverage">
    ${coverage.map(
      ({ title, items }) =>
        html`<div>
          <h3>${title}</h3>
          <ul>
            ${items.map(
              ({ name, seen }) =>
                html`<li class="${seen > 0 ? 'seen' : 'unseen'}">
                  <span>${name}</span> <span class="number">${seen > 0 ? `${seen}×` : 'not seen'}</span>
                </li>`,
            )}
          </ul>
        </div>`,
    )}
  </div>`
}
