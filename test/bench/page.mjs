import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { ratiosOf, spreadOf } from './statistics.mjs'
import { machineLine, shown } from './table.mjs'
import { wordsOf } from './verdicts.mjs'

const style = readFileSync(new URL('page.css', import.meta.url), 'utf8')

export function pageOf({ machine, begin, rounds, benches }) {
  const page = h('html', { lang: 'en' }, [
    h('head', null, [
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy() }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', null, 'Bench of dayzero-contract'),
      h('style', { dangerouslySetInnerHTML: { __html: style } }),
    ]),
    h('body', null, [
      h('header', null, [
        h('h1', null, 'Bench of dayzero-contract'),
        h('p', null, machineLine(machine)),
        h(
          'p',
          { class: 'dim' },
          `${begin}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, subjects by turns. A figure is of this machine at this moment; a ratio was taken between two samples of one round.`,
        ),
      ]),
      h('main', null, benches.map(benchSection)),
    ]),
  ])
  return `<!doctype html>\n${renderToString(page)}\n`
}

/** What the page may do: show its own style, nothing else. */
function policy() {
  const digest = createHash('sha256').update(style).digest('base64')
  return `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`
}

function benchSection({ name, title, quantities, verdicts, absent, notes }) {
  return h('section', { 'aria-labelledby': name }, [
    h('h2', { id: name }, name),
    h('p', null, title),
    verdicts.length > 0 &&
      h(
        'ul',
        { class: 'verdicts' },
        verdicts.map((verdict) => verdictItem(verdict, quantities)),
      ),
    quantities.map(quantityTable),
    [...Object.entries(absent).map(([subject, reason]) => `${subject} is absent: ${reason}`), ...notes].map((note) =>
      h('p', { class: 'dim' }, note),
    ),
  ])
}

function verdictItem(verdict, quantities) {
  const { bar, kind } = verdict
  const { unit } = quantities.find(({ name }) => name === bar.quantity)
  const figures = kind === 'not measured' ? '' : ` ${withSpread(verdict.value)}${verdict.close ? ', close' : ''}`
  return h('li', null, [h('strong', { class: kind.replace(' ', '-') }, kind), `${figures}. ${bar.quantity}, ${wordsOf(bar, unit)}`])
}

/** One row a subject: its median, its ratio, and a line with every sample on it, all on one scale that begins at 0. */
function quantityTable({ name, unit, samples, reference }) {
  const rows = Object.entries(samples).filter(([, own]) => own.length > 0)
  const top = Math.max(...rows.flatMap(([, own]) => own))
  const others = reference === undefined ? undefined : samples[reference]
  return h('table', null, [
    h('caption', null, `${name}, ${unit}`),
    h(
      'thead',
      null,
      h('tr', null, ['subject', 'median', ...(others === undefined ? [] : [`of ${reference}`]), `0 to ${shown(top)}`].map(headCell)),
    ),
    h(
      'tbody',
      null,
      rows.map(([subject, own]) =>
        h('tr', null, [
          h('th', { scope: 'row' }, subject),
          h('td', { class: 'figure' }, shown(spreadOf(own).median)),
          others !== undefined && h('td', { class: 'figure' }, subject === reference ? '' : withSpread(spreadOf(ratiosOf(own, others)))),
          h('td', { class: 'plot' }, plotOf(own, top)),
        ]),
      ),
    ),
  ])
}

function headCell(text) {
  return h('th', { scope: 'col' }, text)
}

/** A bar to the median, the middle half of the samples as a line, every sample as a tick. */
function plotOf(samples, top) {
  const { median, low, high } = spreadOf(samples)
  const x = (figure) => `${top === 0 ? 0 : Math.round((figure / top) * 9900) / 100}%`
  const label = `median ${shown(median)}, half of the rounds from ${shown(low)} to ${shown(high)}`
  return h('svg', { role: 'img', 'aria-label': label, height: 24 }, [
    h('rect', { class: 'bar', x: 0, y: 6, width: x(median), height: 12 }),
    h('line', { class: 'range', x1: x(low), x2: x(high), y1: 12, y2: 12 }),
    samples.map((sample) => h('line', { class: 'sample', x1: x(sample), x2: x(sample), y1: 2, y2: 22 })),
  ])
}

function withSpread({ median, low, high }) {
  return `${shown(median)} (${shown(low)} – ${shown(high)})`
}
