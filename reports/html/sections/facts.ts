import type { Markup } from '../markup.ts'
import { html } from '../markup.ts'

/** Names with what they stand for, as a list of terms. */
export function factList(facts: readonly (readonly [string, string | Markup])[]): Markup {
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
}
