import type { RunResult } from '../../../conformance/engine/result.ts'
import { excuseOf, warningsOf } from '../../findings.ts'
import type { Markup } from '../markup.ts'
import { html, limited } from '../markup.ts'

/** What fails nothing and is worth knowing: warnings, what was not exercised or judged, tokens left over, notices. */
export function remarksSection(result: RunResult): Markup {
  if (!hasRemarks(result)) return html``
  return html`<section id="remarks" aria-labelledby="remarks-title">
<h2 id="remarks-title">Worth knowing</h2>
${listsOf(result)}
</section>`
}

export function hasRemarks(result: RunResult): boolean {
  return listsOf(result).length > 0
}

function listsOf(result: RunResult): readonly Markup[] {
  return [warnings(result), notExercised(result), errored(result), leftovers(result), notices(result)].flatMap((list) => list ?? [])
}

function warnings(result: RunResult): Markup | undefined {
  return titled(
    'Warnings, which never fail the gate',
    warningsOf(result).map(
      ({ requirement, finding }) =>
        html`<a href="#${requirement.id}">${requirement.id}</a> <span class="level">${excuseOf(finding)}</span> expected
          ${limited(finding.expected, 500)}, got ${limited(finding.got, 500)}`,
    ),
  )
}

function notExercised({ requirements }: RunResult): Markup | undefined {
  return titled(
    'Not exercised',
    requirements.flatMap(({ id, level, verdict }) =>
      verdict.kind === 'not exercised'
        ? [
            html`<a href="#${id}">${id}</a>
              <span class="level">${level}${verdict.allowed && ', allowed'}</span> ${limited(verdict.reason, 500)}`,
          ]
        : [],
    ),
  )
}

function errored({ requirements }: RunResult): Markup | undefined {
  return titled(
    'Not judged: the suite itself went wrong, please report it',
    requirements.flatMap(({ id, verdict }) =>
      verdict.kind === 'errored' ? [html`<a href="#${id}">${id}</a> ${limited(verdict.message, 500)}`] : [],
    ),
  )
}

function leftovers(result: RunResult): Markup | undefined {
  return titled(
    'Tokens that could not be revoked at the end',
    result.leftovers.map(({ alias, reason }) => html`<b>${alias}</b>: ${limited(reason, 500)}`),
  )
}

function notices(result: RunResult): Markup | undefined {
  return titled(
    'Notices',
    result.notices.map((notice) => html`${limited(notice, 1000)}`),
  )
}

function titled(title: string, items: readonly Markup[]): Markup | undefined {
  if (items.length === 0) return undefined
  return html`<h3>${title}</h3>
    <ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`
}
