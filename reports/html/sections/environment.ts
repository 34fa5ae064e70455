import type { RunResult } from '../../../conformance/engine/result.ts'
import { counted, duration } from '../../terminal/layout.ts'
import type { Markup } from '../markup.ts'
import { html } from '../markup.ts'
import { factList } from './facts.ts'

/** What was run against what, the choices the target makes, and how fast it answered. */
export function environmentSection(result: RunResult): Markup {
  return html`<section id="environment" aria-labelledby="environment-title">
    <h2 id="environment-title">Environment</h2>
    ${factList(facts(result))}
    <h3>Readings: what the contract leaves open, and the target chose</h3>
    ${readings(result)}
    <h3>How fast it answered</h3>
    ${latencies(result)}
  </section>`
}

function facts({ run }: RunResult): readonly (readonly [string, string | Markup])[] {
  const tokens = Object.entries(run.tokens).map(([kind, count]) => counted(count, kind))
  const { count, chanceToMiss } = run.races
  return [
    ['Target', html`<code>${run.target}</code>`],
    ['Doors', run.doors.join(', ')],
    ['Profile and seed', `${run.profile}, ${run.seed}`],
    ['Started', run.startedAt],
    ['Took', `${duration(run.duration)}${run.complete ? '' : ', and was interrupted'}`],
    ['Sent', `${counted(run.requests, 'request')} on ${counted(run.connections, 'connection')}`],
    ['Tokens', tokens.join(', ') || 'none'],
    ['Races', `${count}: ${(chanceToMiss * 100).toFixed(1)} % is the chance that they miss a defect of one race in twenty`],
    ['Contract', html`<code>${run.contractDigest}</code> (SHA-256)`],
    ['Suite', `dayzero-contract ${run.suite} on Node ${run.node}`],
  ]
}

function readings({ readings: seen }: RunResult): Markup {
  const entries = Object.entries(seen)
  if (entries.length === 0) return html`<p>None were observed.</p>`
  return html`<ul class="readings">
    ${entries.map(([name, values]) => html`<li><code>${name}=${values.join('|')}</code></li>`)}
  </ul>`
}

function latencies({ run }: RunResult): Markup {
  const rows = Object.entries(run.statuses)
  if (rows.length === 0) return html`<p>Nothing was answered.</p>`
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Status</th>
        <th scope="col" class="number">Answers</th>
        <th scope="col" class="number">p50</th>
        <th scope="col" class="number">p95</th>
        <th scope="col" class="number">p99</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([status, { count, p50, p95, p99 }]) =>
          html`<tr>
            <th scope="row">${status}</th>
            <td class="number">${count}</td>
            ${[p50, p95, p99].map((time) => html`<td class="number">${time.toFixed(1)} ms</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
}
